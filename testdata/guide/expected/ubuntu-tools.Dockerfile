FROM alpine:3.24

# Tools to look at web services
RUN apk add --no-cache curl jq ca-certificates && \
# Where answers are kept
    mkdir -p /answers

ENTRYPOINT ["curl"]
