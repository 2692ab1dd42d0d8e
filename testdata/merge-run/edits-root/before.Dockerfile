FROM debian:12
RUN usermod -d /srv root
RUN touch b
