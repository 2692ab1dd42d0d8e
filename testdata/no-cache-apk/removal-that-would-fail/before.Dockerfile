FROM alpine:3.24
RUN apk add curl
RUN rm /var/cache/apk/*
