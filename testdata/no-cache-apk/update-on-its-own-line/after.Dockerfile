FROM alpine:3.18
RUN apk upgrade --no-cache \
    && apk add --no-cache --virtual .build-deps \
        gcc \
        musl-dev \
    && gcc --version \
    && apk del .build-deps
