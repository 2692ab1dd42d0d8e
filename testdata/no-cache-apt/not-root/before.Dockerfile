FROM debian:13
USER app
RUN apt-get update && apt-get install -y gcc
ARG WHO
USER $WHO
RUN apt-get update && sudo apt-get install -y gcc
