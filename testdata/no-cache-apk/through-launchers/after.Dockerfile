FROM alpine:3.24
RUN apk add --no-cache sudo && sudo -E apk add --no-cache curl && env LANG=C apk -q add --no-cache -t x jq && exec apk add --no-cache -- bash
