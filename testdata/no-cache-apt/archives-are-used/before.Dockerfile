FROM debian:13
RUN rm -f /etc/apt/apt.conf.d/docker-clean
RUN apt-get update && apt-get install -y git && rm -rf /var/lib/apt/lists/*
RUN cp -r /var/cache/apt/archives /packages
