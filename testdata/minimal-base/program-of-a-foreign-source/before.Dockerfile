FROM debian:13
RUN apt-get update && apt-get install -y make gcc curl
RUN curl -fsS https://example.org/x-1.0.tar.gz | tar xz -C /opt && cd /opt/x-1.0 && make && make install
ENTRYPOINT ["/usr/local/bin/x"]
