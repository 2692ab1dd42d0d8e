FROM debian:12
RUN mkdir /srv/a
RUN touch /srv/b
