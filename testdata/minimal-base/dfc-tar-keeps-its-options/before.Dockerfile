FROM ubuntu:24.04
RUN tar --strip-components=1 -xf /x.tar
CMD ["true"]
