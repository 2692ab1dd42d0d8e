FROM debian:12
RUN apt-get install -y $PACKAGES
RUN apt-get $VERB x
RUN apt-get install -y "$@"
