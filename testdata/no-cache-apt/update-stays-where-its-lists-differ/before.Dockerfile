FROM debian:13
RUN apt-get update
WORKDIR /x
RUN sudo apt-get install -y curl
FROM debian:13
RUN apt-get update && apt-get install -y gnupg
WORKDIR /x
RUN apt-get install -y curl
FROM debian:13
RUN apt-get update || true
WORKDIR /x
RUN apt-get install -y curl
FROM debian:13
RUN LC_ALL=C apt-get update
WORKDIR /x
RUN apt-get install -y curl
FROM debian:13
RUN apt-get update
WORKDIR /x
RUN apt-get install -y curl || echo none
FROM debian:13
RUN apt-get update
WORKDIR /x
RUN apt-get install -y curl; make
FROM debian:13
RUN apt-get update
WORKDIR /x
RUN --network=none apt-get install -y ./x
FROM debian:13
RUN apt-get update
WORKDIR /x
RUN ["apt-get", "install", "-y", "curl"]
FROM debian:13
RUN apt-get update $OPTIONS
WORKDIR /x
RUN apt-get install -y curl
