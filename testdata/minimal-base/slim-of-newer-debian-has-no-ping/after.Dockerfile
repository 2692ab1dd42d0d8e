FROM debian:12-slim
RUN apt-get install -y iproute2
CMD ["cat", "/etc/hostname"]
