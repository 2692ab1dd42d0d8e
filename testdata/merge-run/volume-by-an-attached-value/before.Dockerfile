FROM debian:12
VOLUME /srv/data
WORKDIR /srv/data
RUN wget -Oindex.html https://example.org/
RUN touch /srv/x
