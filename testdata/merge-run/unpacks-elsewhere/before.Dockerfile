FROM debian:12
WORKDIR /srv
RUN curl -sSL https://example.org/x.tgz | tar -xz -C /usr/local/lib/x
RUN chmod 600 /srv/key
