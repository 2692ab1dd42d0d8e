FROM ubuntu:24.04
RUN useradd -m -d /app bob
USER bob
CMD ["ls", "/srv"]
