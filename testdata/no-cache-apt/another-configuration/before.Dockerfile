FROM debian:12
RUN APT_CONFIG=/srv/apt.conf apt-get update && apt-get install -y curl
CMD ["sleep", "1"]
