FROM debian:13
# the tools
RUN apt-get update && \
    apt-get install -y curl && \
# and more
    apt-get install -y \
    jq && \
    rm -rf /var/lib/apt/lists/*
CMD ["bash"]
FROM debian:13
RUN apt-get update && \
    apt-get install -y curl && rm -rf /var/lib/apt/lists/*
