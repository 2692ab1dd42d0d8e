FROM debian:12
RUN apt-get -c /srv/apt.conf update && apt-get install -y curl
CMD ["sleep", "1"]
