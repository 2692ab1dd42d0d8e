FROM example.org/x:1
RUN composer install --no-dev
FROM php:8.4
RUN sudo composer global require a/b
