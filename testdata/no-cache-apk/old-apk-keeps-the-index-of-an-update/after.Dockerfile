FROM alpine:3.5
RUN apk add --no-cache curl
RUN apk add \
  # c
  -U \
  # d
  jq && \
  rm -rf /var/cache/apk/*
