FROM ubuntu:24.04
ENV DEBIAN_FRONTEND noninteractive
COPY bin/* /usr/local/bin/
