FROM example.org/team/base:1
RUN apt-get update && apt-get install -y make
RUN cd /usr/src && mkdir x
RUN cd /usr/src; mkdir y
RUN mkdir /usr/z
