FROM debian:13
RUN echo $(apt-get update) && apt-get install -y gcc
RUN get() { apt-get update && apt-get install -y "$1"; } && get gcc
