FROM debian:12
RUN apt upgrade -y
RUN apt list --installed
RUN "ap"t install curl
