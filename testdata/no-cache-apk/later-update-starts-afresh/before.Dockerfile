FROM alpine:3.24
RUN apk add curl
RUN apk update && apk search curl
