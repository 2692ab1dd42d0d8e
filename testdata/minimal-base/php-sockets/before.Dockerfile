FROM php:8.4-cli
RUN docker-php-ext-install sockets
CMD ["php", "-v"]
