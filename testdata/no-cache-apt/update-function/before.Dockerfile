FROM debian:12
RUN apt-get update
ENV A=b
RUN f() { apt-get install -y curl; }; f
