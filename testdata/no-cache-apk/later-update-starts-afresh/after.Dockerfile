FROM alpine:3.24
RUN apk add --no-cache curl
RUN apk update && apk search curl && rm -rf /var/cache/apk/*
