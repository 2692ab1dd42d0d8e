FROM debian:trixie
RUN mkdir -p /usr/share/man/man1 && apt-get update && v=21 && apt-get install -y openjdk-$v-jdk
CMD ["/bin/bash"]
