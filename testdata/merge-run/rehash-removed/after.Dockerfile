FROM debian:12
RUN curl -o /a http://example.org/a && apt-get purge -y curl && \
    hash -r && \
    curl -o /b http://example.org/b
