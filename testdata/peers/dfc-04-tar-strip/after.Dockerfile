FROM debian:13-slim
RUN tar xf /a.tar --strip-components=1
CMD ["cat", "/x"]
