FROM debian:13
RUN <<EOF
apt-get update
apt-get install -y gcc
EOF
RUN <<EOF cat > /x
apt-get update   
EOF
