FROM debian:13
RUN apt-get update
RUN rm -rf /var/lib/apt/lists/*
ENV A=b
RUN apt-get install -y curl
FROM debian:13
RUN apt-get update
ENV A=b
RUN rm -rf /var/lib/apt/lists/* && apt-get install -y curl
FROM debian:13
RUN apt-get update
ENV A=b
RUN apt-get install -y curl && rm -rf /var/lib/apt/lists/*
ENV B=c
RUN apt-get install -y vim
