FROM ubuntu:24.04
RUN apt-get update && apt-get install -y rsync
CMD ["rsync", "-a", "host:/x", "/x"]
