FROM debian:12
RUN apt-get update && apt-get install -y dnsutils nano
CMD ["dig", "example.org"]
