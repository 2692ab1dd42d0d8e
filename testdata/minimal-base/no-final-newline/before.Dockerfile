FROM debian:12
CMD ["sleep", "infinity"]
RUN apt-get update