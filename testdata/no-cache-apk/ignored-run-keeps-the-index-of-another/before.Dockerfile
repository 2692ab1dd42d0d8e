FROM alpine:3.24
RUN apk add curl
# hadolint ignore=DL3019
RUN apk add jq
