FROM example.org/team/base:1
RUN apk add curl && rm -rf /var/cache/apk/*;
FROM example.org/team/base:1
RUN sudo apk add curl
FROM debian:13
RUN apk add curl
FROM alpine:$NO_DEFAULT
RUN apk add curl && rm -rf /var/cache/apk/*
