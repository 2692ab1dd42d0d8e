FROM ubuntu:24.04
RUN apt-get update && apt-get upgrade -y && apt-get install -y apt-utils && rm -rf /var/lib/apt/lists/*
