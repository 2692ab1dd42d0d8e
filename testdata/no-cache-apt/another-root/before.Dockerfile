FROM debian:12
RUN apt-get -o RootDir=/r update && apt-get -o RootDir=/r install -y curl
CMD ["sleep", "1"]
