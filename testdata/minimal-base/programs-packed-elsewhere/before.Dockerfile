FROM ubuntu:24.04
RUN apt-get update && apt-get install -y e2fsprogs perl
RUN shasum -a 256 /opt/x
CMD ["true"]
