FROM php:8.4
RUN $COMPOSER install
RUN composer $OPTIONS install
