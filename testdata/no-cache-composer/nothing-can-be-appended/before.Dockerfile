FROM php:8.4
RUN composer install --no-dev &
RUN composer global require a/b & wait
RUN composer install --no-dev # why
RUN { composer global require a/b; exit 0; }
