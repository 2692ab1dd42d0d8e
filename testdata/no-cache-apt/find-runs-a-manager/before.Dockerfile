FROM debian:12
RUN apt-get update && apt-get install -y curl git
RUN find /srv -name x -exec apt-get install -y {} +
CMD ["sleep", "1"]
