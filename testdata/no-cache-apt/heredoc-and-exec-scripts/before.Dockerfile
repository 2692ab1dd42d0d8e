FROM debian:13
RUN <<EOT
apt-get update
apt-get install -y curl # why
EOT
RUN ["sh", "-c", "apt-get update && apt-get install -y jq"]
RUN bash <<'EOT'
set -e
apt-get update
apt-get install -y git
EOT
CMD ["bash"]
