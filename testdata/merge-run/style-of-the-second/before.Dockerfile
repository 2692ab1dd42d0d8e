FROM debian:12
RUN mkdir /opt/x
RUN apt-get update \
  && apt-get install -y curl
