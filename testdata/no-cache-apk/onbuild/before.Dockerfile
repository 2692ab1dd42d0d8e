FROM alpine:3.24
ONBUILD RUN apk add curl
