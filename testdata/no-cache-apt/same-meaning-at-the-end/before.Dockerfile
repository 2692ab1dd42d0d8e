FROM debian:12
SHELL ["/bin/bash", "-c"]
RUN export PATH=$PATH:/x; apt-get update && apt-get install -y curl
RUN PATH=/x:$PATH true; apt-get update && apt-get install -y curl
RUN export PATH="/usr/local/bin:$PATH"; apt-get update && apt-get install -y curl
RUN shopt -s extglob; apt-get update && apt-get install -y curl
RUN alias ll=ls; apt-get update && apt-get install -y curl
CMD ["sleep", "1"]
