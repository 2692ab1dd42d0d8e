FROM alpine:3.20
VOLUME /data
RUN touch /data/a
RUN cat /data/a
