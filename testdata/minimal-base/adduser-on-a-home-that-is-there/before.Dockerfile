FROM debian:12-slim
RUN mkdir -p /home/bob && adduser --disabled-password --gecos '' bob
USER bob
CMD ["ls", "/srv"]
