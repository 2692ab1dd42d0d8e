FROM debian:13
RUN <<EOF
apt-get update
apt-get install -y curl && rm -rf /var/lib/apt/lists/*
EOF
