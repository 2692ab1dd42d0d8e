FROM php:8.4
RUN true \
 # why
 && composer install --no-dev \
 && rm -rf ~/.composer/cache ~/.cache/composer
RUN mkdir -p /x; \
	composer global require a/b && \
	rm -rf ~/.composer/cache ~/.cache/composer
RUN composer install --no-dev && rm -rf ~/.composer/cache ~/.cache/composer;
RUN composer global require a/b; rm -rf ~/.composer/cache ~/.cache/composer; exit 0
