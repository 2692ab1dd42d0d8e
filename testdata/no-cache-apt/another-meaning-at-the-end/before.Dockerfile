FROM debian:12
SHELL ["/bin/bash", "-c"]
RUN shopt -s failglob; apt-get update && apt-get install -y curl
RUN export PATH=/x:$PATH; apt-get update && apt-get install -y curl
RUN PATH=/x; apt-get update && apt-get install -y curl
RUN rm() { echo "$@"; }; apt-get update && apt-get install -y curl
RUN alias rm=echo; apt-get update && apt-get install -y curl
CMD ["sleep", "1"]
