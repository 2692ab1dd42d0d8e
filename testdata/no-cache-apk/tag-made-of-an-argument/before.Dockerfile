ARG PHP=8.4
FROM php:${PHP}-fpm-alpine
RUN apk add icu
