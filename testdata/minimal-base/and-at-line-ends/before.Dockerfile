FROM debian
RUN apt-get update -qq && \
    apt-get upgrade -y && \
    apt-get install -y curl && \
    apt-get autoremove -y && \
    apt-get clean && \
    rm -rf /var/lib/apt/lists/*
CMD ["curl", "--version"]
