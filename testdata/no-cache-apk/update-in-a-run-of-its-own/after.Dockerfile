FROM alpine:3.24
# tools
RUN apk add --no-cache curl
