FROM debian:12
VOLUME /data
RUN touch /data/a
RUN cat /data/a
