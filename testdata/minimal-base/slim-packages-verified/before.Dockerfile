FROM debian:12
RUN dpkg -V > /x || true
CMD ["cat", "/x"]
