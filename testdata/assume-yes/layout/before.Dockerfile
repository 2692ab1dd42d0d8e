FROM debian:12
RUN true \
 # why
 && apt-get install curl
