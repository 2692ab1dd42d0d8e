FROM php:8.4 AS build
RUN composer install --no-dev
FROM scratch
COPY --from=build /x /x
