FROM alpine:3.18
RUN apk update \
    && apk upgrade \
    && apk add --virtual .build-deps \
        gcc \
        musl-dev \
    && gcc --version \
    && apk del .build-deps \
    && rm -rf /var/cache/apk/*
