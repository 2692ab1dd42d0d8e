FROM alpine:3.24
RUN apk update && rm -rf /var/cache/apk/*
