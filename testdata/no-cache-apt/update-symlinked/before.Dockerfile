FROM debian:12
RUN apt-get update
COPY x /opt/../etc/apt/sources.list.d/x
RUN apt-get install -y curl
