FROM alpine:3.24
RUN apk add curl
HEALTHCHECK CMD apk version curl
