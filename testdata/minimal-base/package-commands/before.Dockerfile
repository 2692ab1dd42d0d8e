FROM ubuntu:24.04
RUN apt-get update && apt-get install -y -o Dpkg::Options::=--force-confnew curl
RUN apt-get purge -y curl && dpkg -i /x.deb
RUN apt-get update && apt-get install curl
RUN apt-get update && apt-get install -y curl > /log
RUN add-apt-repository ppa:x/y
RUN yum install -y curl
CMD ["true"]
