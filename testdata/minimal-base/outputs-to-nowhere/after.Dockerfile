FROM alpine:3.24
RUN apk add --no-cache curl >/dev/null 2>&1
CMD ["curl", "--version"]
