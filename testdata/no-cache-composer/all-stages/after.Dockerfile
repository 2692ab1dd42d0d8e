FROM php:8.4 AS build
RUN composer install --no-dev && rm -rf ~/.composer/cache ~/.cache/composer
FROM scratch
COPY --from=build /x /x
