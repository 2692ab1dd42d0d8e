FROM debian:12
RUN apt-get update && apt-get install -y curl git
WORKDIR /var/lib
RUN cat apt/lists/x
CMD ["sleep", "1"]
