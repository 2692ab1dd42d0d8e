FROM debian:13
RUN apt-get $Q update && apt-get install -y gcc
RUN $APT update && $APT install -y gcc
