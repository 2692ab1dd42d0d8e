FROM debian:12
WORKDIR /srv/app
RUN cd /tmp && mkdir x && rm -rf x
RUN touch b
