FROM debian:13
ENV A=b
RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
FROM debian:13
RUN (cd /x && apt-get update) && \
    apt-get install -y curl && \
    rm -rf /var/lib/apt/lists/*
