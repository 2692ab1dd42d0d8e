FROM alpine:3.24
# imgfix ignore=no-cache-apk -- wanted
RUN apk add curl
RUN apk add --no-cache jq
