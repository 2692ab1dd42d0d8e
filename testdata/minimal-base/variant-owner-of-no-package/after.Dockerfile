FROM php:8.3-fpm-alpine
RUN mkdir /data && chown -R 1000:1000 /data && chown 0:0 /data
CMD ["php-fpm"]
