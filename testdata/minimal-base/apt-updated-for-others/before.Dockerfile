FROM ubuntu:24.04
RUN apt-get update
COPY start.py /
CMD ["/start"]
