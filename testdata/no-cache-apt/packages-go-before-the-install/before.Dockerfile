FROM debian:13
RUN apt-get update
ENV A=b
RUN apt-get purge -y vim
ENV B=c
RUN apt-get install -y curl
CMD ["curl"]
