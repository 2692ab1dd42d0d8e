FROM ubuntu:18.04
RUN apt-get update && apt-get install -y gcc make wget git
RUN wget https://example.org/x-1.2.tar.gz && tar xzf x-1.2.tar.gz && make -C x-1.2 install
RUN git clone https://example.org/y.git /y && cd /y && git checkout 0123abc && make
ENTRYPOINT ["/usr/local/bin/x"]
