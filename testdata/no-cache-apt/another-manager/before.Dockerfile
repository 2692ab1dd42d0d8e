FROM alpine:3.24
RUN apt-get update && apt-get install -y gcc
