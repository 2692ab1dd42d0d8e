FROM alpine:3.24
RUN apk update && apk add bash
CMD apk add jq && jq .
