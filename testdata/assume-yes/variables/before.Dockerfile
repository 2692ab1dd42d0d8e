FROM debian:12
RUN apt-get $OPTIONS install curl
