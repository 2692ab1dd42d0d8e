FROM debian:12
RUN apt-get update && apt-get install -y curl git
RUN find /srv -type d -execdir make \;
CMD ["sleep", "1"]
