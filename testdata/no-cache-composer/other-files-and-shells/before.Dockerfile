FROM php:8.4
ONBUILD RUN composer install --no-dev
# imgfix ignore=no-cache-composer -- wanted
RUN composer install --no-dev
SHELL ["/bin/zsh", "-c"]
RUN composer install --no-dev
