FROM ubuntu:24.04
RUN set -ex; \
    apt-get update; \
    apt-get install -y --no-install-recommends ca-certificates curl; \
    curl -fsSL -o /tmp/x https://example.org/x; \
    rm -rf /var/lib/apt/lists/*
CMD ["cat", "/tmp/x"]
