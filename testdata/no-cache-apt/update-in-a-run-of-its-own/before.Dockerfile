FROM debian:13
# the tools
RUN apt-get update
RUN apt-get install -y curl

# and more
RUN apt-get install -y \
    jq
CMD ["bash"]
FROM debian:13
RUN apt-get update
RUN apt-get install -y curl && rm -rf /var/lib/apt/lists/*
