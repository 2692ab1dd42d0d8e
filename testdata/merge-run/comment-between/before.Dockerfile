FROM alpine:3.20
RUN touch a
# hadolint ignore=DL3018
RUN apk add curl
