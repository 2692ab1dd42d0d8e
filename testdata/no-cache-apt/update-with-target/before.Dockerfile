FROM debian:12
RUN apt-get update
ENV A=b
RUN if true; then apt-get install -y curl; fi
