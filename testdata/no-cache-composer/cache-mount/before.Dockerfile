FROM php:8.4
RUN --mount=type=cache,target=/root/.composer composer install --no-dev
RUN --mount=type=tmpfs,target=/root/.composer composer global require a/b
