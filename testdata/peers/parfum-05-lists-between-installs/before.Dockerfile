FROM debian:13
RUN apt-get update && apt-get install -y a
RUN apt-get install -y b
