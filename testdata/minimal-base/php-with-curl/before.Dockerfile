FROM php:8.3-cli
RUN curl -fsSL https://example.org/x.phar -o /x.phar
CMD ["php", "/x.phar"]
