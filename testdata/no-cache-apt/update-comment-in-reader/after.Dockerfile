FROM debian:12
ENV A=b
RUN set -x && \
 # tools
 apt-get update && apt-get install -y curl && \
 rm -rf /var/lib/apt/lists/*
