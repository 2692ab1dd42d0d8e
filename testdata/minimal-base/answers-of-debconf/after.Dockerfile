FROM alpine:3.24
RUN apk add --no-cache curl
CMD ["curl", "--version"]
