FROM php:8.4
RUN <<EOT
set -e
# first
composer install --no-dev && rm -rf ~/.composer/cache ~/.cache/composer
EOT
RUN bash -ec "composer global require a/b" && rm -rf ~/.composer/cache ~/.cache/composer
RUN ["sh", "-c", "composer install --no-dev && rm -rf ~/.composer/cache ~/.cache/composer"]
