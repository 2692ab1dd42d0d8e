FROM debian:12
RUN <<EOT
set -e
apt install -y curl
EOT
