FROM alpine:3.24
RUN apk add --no-cache curl
ENTRYPOINT ["curl"]
