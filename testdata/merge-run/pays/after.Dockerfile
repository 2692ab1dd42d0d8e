FROM debian:12
RUN mkdir /srv/a
RUN touch /srv/b
RUN curl -o /tmp/x.tgz https://example.org/x.tgz && tar -xzf /tmp/x.tgz -C /opt && \
    rm /tmp/x.tgz
