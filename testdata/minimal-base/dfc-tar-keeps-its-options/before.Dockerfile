FROM debian:12
RUN tar --strip-components=1 -xf /x.tar
CMD ["true"]
