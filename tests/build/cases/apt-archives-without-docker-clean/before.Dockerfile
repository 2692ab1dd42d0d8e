FROM debian:bookworm
RUN rm -f /etc/apt/apt.conf.d/docker-clean
RUN apt-get update && apt-get install -y --no-install-recommends bc file && rm -rf /var/lib/apt/lists/*
CMD ["bc"]
