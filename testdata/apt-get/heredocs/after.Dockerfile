FROM debian:12
RUN <<EOT
set -e
apt-get install -y curl
EOT
