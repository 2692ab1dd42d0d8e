FROM debian:12 AS a
RUN apt-get update && apt-get install -y curl git
FROM a
RUN apt-get purge -y nano
CMD ["sleep", "1"]
