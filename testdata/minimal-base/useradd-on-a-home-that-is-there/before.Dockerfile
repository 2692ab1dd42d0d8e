FROM ubuntu:24.04
WORKDIR /app
RUN useradd -m -d /app bob
USER bob
CMD ["ls", "/srv"]
