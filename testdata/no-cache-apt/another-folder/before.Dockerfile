FROM debian:12
RUN apt-get -o Dir=/r update && apt-get -o Dir=/r install -y curl
CMD ["sleep", "1"]
