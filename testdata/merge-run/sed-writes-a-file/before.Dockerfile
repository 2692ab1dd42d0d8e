FROM debian:12
RUN sed -n 's/a/b/w /srv/out' /etc/motd
RUN touch b
