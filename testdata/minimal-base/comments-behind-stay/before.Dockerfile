FROM debian:12
RUN apt-get update && apt-get install -y curl # the client
RUN apt-get update && \
    apt-get install -y jq # && apt-get install -y nano
CMD curl --version && jq --version
