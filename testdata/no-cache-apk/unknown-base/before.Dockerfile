ARG BASE
FROM example.org/team/base:1
RUN apk add curl
FROM $BASE
RUN apk add curl
FROM alpine:$NO_DEFAULT
RUN apk add curl
