FROM debian:12
RUN <<EOT
set -e
gem install rainbow
EOT
