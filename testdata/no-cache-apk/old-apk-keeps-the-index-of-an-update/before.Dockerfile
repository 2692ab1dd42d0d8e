FROM alpine:3.5
RUN apk add -U curl
RUN apk add \
  # c
  -U \
  # d
  jq
