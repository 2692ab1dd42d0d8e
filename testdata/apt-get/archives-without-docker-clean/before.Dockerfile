FROM debian:12
RUN rm /etc/apt/apt.conf.d/docker-clean && apt install -y curl
