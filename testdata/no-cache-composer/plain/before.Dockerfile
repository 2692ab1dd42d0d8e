FROM php:8.4
RUN composer install --no-dev
RUN composer global require a/b
