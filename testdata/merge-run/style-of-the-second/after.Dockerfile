FROM debian:12
RUN mkdir /opt/x \
  && apt-get update \
  && apt-get install -y curl
