FROM debian:trixie-slim
ARG P=curl
RUN apt-get update && apt-get install -y $P
CMD ["/bin/bash"]
