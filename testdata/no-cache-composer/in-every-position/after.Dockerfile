FROM php:8.4
RUN env A=b composer install && rm -rf ~/.composer/cache ~/.cache/composer
FROM php:8.4
RUN DEBIAN_FRONTEND=noninteractive composer install && rm -rf ~/.composer/cache ~/.cache/composer
FROM php:8.4
RUN time composer install && rm -rf ~/.composer/cache ~/.cache/composer
FROM php:8.4
RUN nice -n 5 composer install && rm -rf ~/.composer/cache ~/.cache/composer
FROM php:8.4
RUN if true; then composer install; fi && rm -rf ~/.composer/cache ~/.cache/composer
FROM php:8.4
RUN for i in a b; do composer install; done && rm -rf ~/.composer/cache ~/.cache/composer
FROM php:8.4
RUN (composer install) && rm -rf ~/.composer/cache ~/.cache/composer
FROM php:8.4
RUN { composer install; } && rm -rf ~/.composer/cache ~/.cache/composer
FROM php:8.4
RUN true && composer install || exit 1 && rm -rf ~/.composer/cache ~/.cache/composer
FROM php:8.4
RUN sh -c 'composer install' && rm -rf ~/.composer/cache ~/.cache/composer
FROM php:8.4
RUN bash -euxo pipefail -c "composer install" && rm -rf ~/.composer/cache ~/.cache/composer
FROM php:8.4
RUN echo start; composer install && rm -rf ~/.composer/cache ~/.cache/composer
FROM php:8.4
RUN ["sh", "-c", "composer install && rm -rf ~/.composer/cache ~/.cache/composer"]
FROM php:8.4
RUN <<EOF
composer install && rm -rf ~/.composer/cache ~/.cache/composer
EOF
FROM php:8.4
RUN bash <<'EOF'
set -e
composer install && rm -rf ~/.composer/cache ~/.cache/composer
EOF
FROM php:8.4
SHELL ["/bin/dash", "-c"]
RUN composer install && rm -rf ~/.composer/cache ~/.cache/composer
FROM php:8.4
SHELL ["/bin/ash", "-eo", "pipefail", "-c"]
RUN composer install && rm -rf ~/.composer/cache ~/.cache/composer
FROM php:8.4
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN composer install && rm -rf ~/.composer/cache ~/.cache/composer
