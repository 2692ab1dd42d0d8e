FROM debian:13
RUN apt-get update && apt-get install -y gcc make curl
RUN curl -fsS https://example.org/openssl-1.0.2.tar.gz | tar xz -C /opt && cd /opt/openssl-1.0.2 && ./config && make && make install
ENTRYPOINT ["/usr/local/ssl/bin/openssl"]
