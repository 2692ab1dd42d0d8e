FROM alpine:3.20 AS base
VOLUME /data
FROM base
RUN touch /data/a
RUN cat /data/a
