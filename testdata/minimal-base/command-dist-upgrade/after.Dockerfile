FROM alpine:3.24
RUN apk upgrade --no-cache && apk add --no-cache curl
ENTRYPOINT ["curl"]
