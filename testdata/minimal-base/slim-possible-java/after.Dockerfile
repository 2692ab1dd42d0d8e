FROM debian:trixie-slim
RUN mkdir -p /usr/share/man/man1
ARG V=21
RUN apt-get update && pkg="openjdk-$V" && apt-get install -y "$pkg-jre-headless"
CMD ["/bin/bash"]
