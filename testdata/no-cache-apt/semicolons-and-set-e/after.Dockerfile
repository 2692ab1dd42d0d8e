FROM debian:13
RUN set -eux; apt-get update; apt-get install -y curl; echo "deb $(lsb_release -cs)" && rm -rf /var/lib/apt/lists/*
