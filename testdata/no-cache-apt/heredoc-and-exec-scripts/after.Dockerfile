FROM debian:13
RUN <<EOT
apt-get update
apt-get install -y curl && rm -rf /var/lib/apt/lists/* # why
EOT
RUN ["sh", "-c", "apt-get update && apt-get install -y jq && rm -rf /var/lib/apt/lists/*"]
RUN bash <<'EOT'
set -e
apt-get update
apt-get install -y git && rm -rf /var/lib/apt/lists/*
EOT
CMD ["bash"]
