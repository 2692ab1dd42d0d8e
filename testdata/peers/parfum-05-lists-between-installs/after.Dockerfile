FROM debian:13
RUN apt-get update && apt-get install -y a && \
    apt-get install -y b && \
    rm -rf /var/lib/apt/lists/*
