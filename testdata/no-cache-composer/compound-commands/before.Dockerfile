FROM php:8.4
RUN if test -f /x; then composer install --no-dev; fi && (cd /x; composer global require a/b) || exit 1
