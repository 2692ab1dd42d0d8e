FROM composer:2
ENV COMPOSER_CACHE_DIR=/dev/null
RUN composer install --no-dev
