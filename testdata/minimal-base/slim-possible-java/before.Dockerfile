FROM debian:trixie
ARG V=21
RUN apt-get update && pkg="openjdk-$V" && apt-get install -y "$pkg-jre-headless"
CMD ["/bin/bash"]
