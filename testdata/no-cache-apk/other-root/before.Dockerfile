FROM alpine:3.24
RUN apk add --root /target --initdb busybox
