FROM ubuntu:24.04
RUN apt-get update && apt-get install -y nano git
RUN git clone https://example.org/x.git /x
RUN make -C /x
CMD ["cat", "/x/readme"]
