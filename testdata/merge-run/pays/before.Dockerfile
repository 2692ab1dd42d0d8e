FROM debian:12
RUN mkdir /srv/a
RUN touch /srv/b
RUN curl -o /tmp/x.tgz https://example.org/x.tgz && tar -xzf /tmp/x.tgz -C /opt
RUN rm /tmp/x.tgz
