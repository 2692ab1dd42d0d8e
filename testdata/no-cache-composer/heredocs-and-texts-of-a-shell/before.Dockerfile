FROM php:8.4
RUN <<EOT
set -e
# first
composer install --no-dev
EOT
RUN bash -ec "composer global require a/b"
RUN ["sh", "-c", "composer install --no-dev"]
