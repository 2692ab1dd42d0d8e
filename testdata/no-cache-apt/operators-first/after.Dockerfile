FROM ubuntu:24.04
RUN apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y \
        curl \
        # for scripts
        jq \
    && rm -rf /var/lib/apt/lists/*
RUN curl --version
