FROM ubuntu:24.04
RUN apt-get update && apt-get install -y lsb-release
RUN lsb_release -cs > /opt/x
CMD ["true"]
