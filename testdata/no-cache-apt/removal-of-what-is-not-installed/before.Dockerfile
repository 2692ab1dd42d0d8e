FROM debian:12
RUN apt-get update && apt-get install -y curl git
RUN apt-get purge -y vim
CMD ["sleep", "1"]
