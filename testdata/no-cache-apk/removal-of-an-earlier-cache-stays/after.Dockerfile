FROM alpine:3.24
COPY rootfs/ /
RUN apk add --no-cache curl && rm -rf /var/cache/apk/*
