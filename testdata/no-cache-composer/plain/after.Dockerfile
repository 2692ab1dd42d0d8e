FROM php:8.4
RUN composer install --no-dev && rm -rf ~/.composer/cache ~/.cache/composer
RUN composer global require a/b && rm -rf ~/.composer/cache ~/.cache/composer
