FROM alpine:3.24
RUN apk add --no-cache curl # the client
RUN apk add --no-cache jq # && apt-get install -y nano
CMD curl --version && jq --version
