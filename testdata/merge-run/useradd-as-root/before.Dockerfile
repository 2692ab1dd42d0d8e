FROM debian:12
RUN useradd -m app
RUN mkdir /srv/app
RUN chown app /srv/app
USER app
