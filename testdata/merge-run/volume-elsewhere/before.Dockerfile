FROM debian:12
VOLUME /data
RUN mkdir /srv/a
RUN touch /srv/a/b
