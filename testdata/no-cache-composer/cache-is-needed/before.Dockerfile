FROM php:8.4
RUN composer install --no-dev
ENV COMPOSER_DISABLE_NETWORK=1
