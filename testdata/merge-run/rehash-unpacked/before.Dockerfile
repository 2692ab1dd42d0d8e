FROM debian:12
RUN curl -o /tmp/x.tgz http://example.org/x && tar -xzf /tmp/x.tgz -C /usr/local
RUN curl http://example.org/y -o /y
