FROM debian:13
RUN apt-get update && apt-get install -y curl
ENTRYPOINT apt-get install -y jq && jq .
