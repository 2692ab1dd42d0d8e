FROM debian:13
RUN apt-get update
COPY rootfs/ /
RUN apt-get install -y curl
CMD ["curl"]
