FROM debian:13 AS a
RUN apt-get update && apt-get install -y gcc
RUN rm -r /var/lib/apt/lists/*
