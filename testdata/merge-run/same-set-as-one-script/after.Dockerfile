FROM debian:12
RUN set -eux; \
    apt-get update; \
    apt-get install -y curl; \
    set -eux; \
    mkdir /srv/a; \
    chmod 700 /srv/a
