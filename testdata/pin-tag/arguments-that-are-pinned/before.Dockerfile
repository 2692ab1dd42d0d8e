ARG TAG=3.24
FROM alpine:${TAG}
