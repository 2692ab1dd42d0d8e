FROM ubuntu:24.04
RUN apt-get update && rm -rf /var/lib/apt/lists/*
RUN apt-get install -y curl
ENTRYPOINT ["curl"]
