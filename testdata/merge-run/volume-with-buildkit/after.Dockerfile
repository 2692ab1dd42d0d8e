FROM debian:12
VOLUME /data
RUN touch /data/a && \
    cat /data/a
