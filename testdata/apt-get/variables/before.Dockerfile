FROM debian:12
RUN apt $OPTIONS install curl
