FROM debian:12
# imgfix ignore=no-recommends -- wanted
RUN apt-get install -y curl
