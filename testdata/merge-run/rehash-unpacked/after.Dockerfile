FROM debian:12
RUN curl -o /tmp/x.tgz http://example.org/x && tar -xzf /tmp/x.tgz -C /usr/local && \
    hash -r && \
    curl http://example.org/y -o /y
