FROM debian:12
RUN apt-get update && apt-get install -y curl git
RUN find /srv -name '*.sh' -exec sh {} \;
CMD ["sleep", "1"]
