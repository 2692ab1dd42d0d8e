FROM alpine:3.24
RUN apk update && apk add curl
RUN apk search -v jq
