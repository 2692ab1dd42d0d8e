FROM alpine:3.24
RUN apk add --no-cache curl jq && touch /opt/x && apk del jq
ENTRYPOINT ["curl"]
