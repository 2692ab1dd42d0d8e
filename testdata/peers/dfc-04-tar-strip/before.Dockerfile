FROM debian:13
RUN tar xf /a.tar --strip-components=1
CMD ["cat", "/x"]
