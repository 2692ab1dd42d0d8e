FROM php:8.3-cli-alpine
RUN curl -fsSL https://example.org/x.phar -o /x.phar
CMD ["php", "/x.phar"]
