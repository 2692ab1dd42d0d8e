FROM debian:12
# no set -e: what fails does not stop it
RUN <<EOF
apt-get update
	apt-get install -y curl \
	  jq   # both

# keep the image small
  rm -rf /var/lib/apt/lists/*
mkdir /app
EOF
RUN <<'EOT'
set -e
apt-get update && apt-get install -y tree
rm -rf /var/lib/apt/lists/*
EOT
RUN <<-EOF
	apt-get update; apt-get install -y git
	rm -rf /var/lib/apt/lists/*
EOF
RUN sh -e <<'EOF'
apt-get update
apt-get install -y xz-utils
apt-get clean
EOF
RUN <<EOF
#!/bin/bash -e
apt-get update
mkdir -p /srv/{a,b}
EOF
RUN <<EOF
apt-get update
EOF
CMD ["curl", "--version"]
