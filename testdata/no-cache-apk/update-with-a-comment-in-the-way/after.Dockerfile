FROM alpine:3.24
RUN apk update && \
    # tools
    apk add curl && \
    rm -rf /var/cache/apk/*
