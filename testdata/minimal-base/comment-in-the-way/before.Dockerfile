FROM ubuntu:24.04
RUN apt-get update \
    # the tools
 && apt-get install -y curl \
    # less to carry
 && rm -rf /var/lib/apt/lists/*
ENTRYPOINT ["curl"]
