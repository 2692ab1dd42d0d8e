FROM debian:12
RUN apt-get update
ENV APT_CONFIG=/x
RUN apt-get install -y curl
