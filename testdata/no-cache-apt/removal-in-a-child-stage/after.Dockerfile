FROM debian:12 AS a
RUN apt-get update && apt-get install -y curl git && rm -rf /var/lib/apt/lists/*
FROM a
RUN apt-get purge -y git
CMD ["sleep", "1"]
