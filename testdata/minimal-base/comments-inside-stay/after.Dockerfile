FROM alpine:3.24
RUN apk add --no-cache \
    # to fetch
    curl \
    # to read
    jq
ENTRYPOINT ["curl"]
