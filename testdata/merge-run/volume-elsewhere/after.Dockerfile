FROM debian:12
VOLUME /data
RUN mkdir /srv/a && \
    touch /srv/a/b
