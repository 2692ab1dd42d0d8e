FROM php:8.3-cli
RUN pecl install redis && docker-php-ext-enable redis
CMD ["php", "/x.php"]
