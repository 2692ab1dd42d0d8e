FROM ubuntu:24.04
RUN apt-get update && apt-get install -y gcc libc6-dev && apt-get purge -y libc6-dev
RUN apt-get purge -y perl-base
CMD ["gcc"]
