FROM ubuntu:24.04
RUN apt-get update && apt-get install -y curl jq && touch /opt/x && apt-get remove -y jq
ENTRYPOINT ["curl"]
