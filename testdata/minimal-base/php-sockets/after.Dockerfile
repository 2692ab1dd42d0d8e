FROM php:8.4-cli-alpine
RUN apk add --no-cache linux-headers
RUN docker-php-ext-install sockets
CMD ["php", "-v"]
