FROM debian:12

# the lists
RUN apt-get update
# the tools
RUN apt-get install -y curl

# tidy
RUN apt-get clean && \
    rm -rf /var/lib/apt/lists/*
CMD ["curl", "--help"]
