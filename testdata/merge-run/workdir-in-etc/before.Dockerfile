FROM debian:13
WORKDIR /etc
RUN echo 127.0.0.1 foo >> hosts
RUN cat hosts > /tmp/x
