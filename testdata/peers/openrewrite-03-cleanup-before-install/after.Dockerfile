FROM debian:13
RUN apt-get update && apt-get install -y a b && \
    apt-get install -y c && \
    rm -rf /var/lib/apt/lists/*
