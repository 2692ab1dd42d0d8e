FROM debian:jessie
RUN apt-get update && apt-get install -y nginx
CMD ["ip", "a"]
