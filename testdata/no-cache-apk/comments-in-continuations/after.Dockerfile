FROM alpine:3.24
RUN apk add --no-cache \
    # for the health check
    curl \

    # for scripts
    jq && \
    # an empty cache
    rm -rf /var/cache/apk/*
