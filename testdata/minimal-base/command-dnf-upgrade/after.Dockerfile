FROM alpine:3.24
RUN apk upgrade --no-cache && apk add --no-cache jq
ENTRYPOINT ["jq"]
