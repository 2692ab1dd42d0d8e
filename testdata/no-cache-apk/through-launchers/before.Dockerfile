FROM alpine:3.24
RUN apk add sudo && sudo -E apk add curl && env LANG=C apk -q add -t x jq && exec apk add -- bash
