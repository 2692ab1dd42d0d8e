FROM debian:13
RUN apt-get update
ENV A=b
RUN apt-get install -y curl
FROM debian:13
RUN (cd /x && apt-get update) && \
    apt-get install -y curl && \
    rm -rf /var/lib/apt/lists/*
