FROM debian:12
RUN apt-get update
ADD rootfs.tar.gz /
RUN apt-get install -y curl
