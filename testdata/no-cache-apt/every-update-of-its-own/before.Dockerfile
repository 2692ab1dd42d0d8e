FROM debian:13
RUN apt-get update && apt-get install -y curl
RUN apt-get update && apt-get install -y jq || exit 1
RUN if true; then apt-get update && apt-get install -y git; fi
