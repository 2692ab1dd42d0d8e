FROM debian:12
RUN useradd -m app && \
    mkdir /srv/app && \
    chown app /srv/app
USER app
