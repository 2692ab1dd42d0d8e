FROM debian:trixie-slim
RUN mkdir -p /usr/share/man/man1
RUN apt-get update && for p in curl default-jre; do apt-get install -y $p; done
CMD ["/bin/bash"]
