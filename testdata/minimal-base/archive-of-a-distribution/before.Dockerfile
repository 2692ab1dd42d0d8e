FROM ubuntu:24.04
RUN apt-get update && apt-get install -y wget ca-certificates && wget https://example.org/kit-2.9-ubuntu64.tar.gz && tar -xzf kit-2.9-ubuntu64.tar.gz
CMD ["cat", "/etc/os-release"]
