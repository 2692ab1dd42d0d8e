FROM alpine:3.24
RUN apk update && ./install.sh && apk add curl
RUN apk add jq && apk info jq && rm -rf /var/cache/apk/*
