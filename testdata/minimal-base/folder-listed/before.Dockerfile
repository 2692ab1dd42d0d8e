FROM ubuntu:24.04
RUN mkdir /data
WORKDIR /data
RUN ls -la
CMD ["ls"]
