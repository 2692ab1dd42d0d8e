FROM debian:trixie
RUN apt-get update && for p in curl default-jre; do apt-get install -y $p; done
CMD ["/bin/bash"]
