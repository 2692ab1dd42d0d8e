FROM php:8.3-cli
RUN curl -fsSL https://example.org/x-linux-gnu.tar.gz -o /x.tgz
CMD ["php", "/x.php"]
