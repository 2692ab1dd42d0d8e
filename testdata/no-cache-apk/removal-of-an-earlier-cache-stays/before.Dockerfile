FROM alpine:3.24
COPY rootfs/ /
RUN apk add curl && rm -rf /var/cache/apk/*
