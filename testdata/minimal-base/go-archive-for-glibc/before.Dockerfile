FROM ubuntu:22.04
RUN apt-get update && apt-get install -y wget
RUN wget https://example.org/go1.11.linux-amd64.tar.gz && tar -C /opt -xzf go1.11.linux-amd64.tar.gz
CMD ["/opt/go/bin/go", "version"]
