FROM php:8.4
ENV COMPOSER_HOME=/c
RUN composer install --no-dev
