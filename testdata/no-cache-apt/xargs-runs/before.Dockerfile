FROM debian:12
RUN apt-get update && apt-get install -y curl git
RUN cat /srv/list | xargs apt-get install -y
CMD ["sleep", "1"]
