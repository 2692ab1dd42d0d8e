FROM alpine:3.20
USER app
RUN apk add curl && ./configure
