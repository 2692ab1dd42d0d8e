FROM alpine:3.24
RUN apk add --no-cache \
    # transfers
    curl \
    # json
    jq
ENTRYPOINT ["curl"]
