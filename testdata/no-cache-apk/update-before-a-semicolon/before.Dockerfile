FROM alpine:3.24
RUN apk update; apk add curl
