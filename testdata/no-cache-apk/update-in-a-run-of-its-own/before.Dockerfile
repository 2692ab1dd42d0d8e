FROM alpine:3.24
RUN apk update
# tools
RUN apk add --no-cache curl
