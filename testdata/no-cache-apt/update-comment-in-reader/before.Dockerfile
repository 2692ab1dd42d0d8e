FROM debian:12
RUN apt-get update
ENV A=b
RUN set -x && \
 # tools
 apt-get install -y curl
