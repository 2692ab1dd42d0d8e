FROM alpine:3.24
RUN apk add --no-cache \
      curl \
      jq \
 && rm -rf /tmp/* /var/tmp/*
CMD curl --version
