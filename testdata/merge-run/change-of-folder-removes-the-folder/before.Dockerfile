FROM debian:12
WORKDIR /srv/app
RUN cd /srv && rm -rf app
RUN touch b
