FROM ubuntu:22.04
RUN apt-get update && apt-get install -y make git sudo
RUN git clone https://example.org/x.git /x && cd /x && make install_basic
RUN cd /x && make deps
CMD cd /x && make run
