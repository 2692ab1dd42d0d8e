FROM php:8.4
RUN true \
 # why
 && composer install --no-dev
RUN mkdir -p /x; \
	composer global require a/b
RUN composer install --no-dev;
RUN composer global require a/b; exit 0
