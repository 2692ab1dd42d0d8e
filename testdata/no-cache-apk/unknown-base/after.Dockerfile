ARG BASE
FROM example.org/team/base:1
RUN apk add curl && rm -rf /var/cache/apk/*
FROM $BASE
RUN apk add curl && rm -rf /var/cache/apk/*
FROM alpine:$NO_DEFAULT
RUN apk add curl && rm -rf /var/cache/apk/*
