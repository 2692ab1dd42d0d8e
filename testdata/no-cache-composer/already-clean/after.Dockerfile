FROM php:8.4
RUN composer install --no-dev && composer clear-cache
RUN composer global require a/b && rm -rf ~/.composer/cache ~/.cache/composer
