FROM debian:12
RUN apt-get update && apt-get install -y curl git
RUN apt-mark $V nano
CMD ["sleep", "1"]
