FROM debian:12
# imgfix ignore=assume-yes -- wanted
RUN apt-get install curl
