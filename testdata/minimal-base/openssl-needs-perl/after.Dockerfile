FROM alpine:3.24
RUN apk add --no-cache gcc musl-dev linux-headers make curl tar bash perl
RUN curl -fsS https://example.org/openssl-1.0.2.tar.gz | tar xz -C /opt && cd /opt/openssl-1.0.2 && ./config && make && make install
ENTRYPOINT ["/usr/local/ssl/bin/openssl"]
