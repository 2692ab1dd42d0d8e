FROM debian:12
RUN apt-get install -y iproute2
CMD ["cat", "/etc/hostname"]
