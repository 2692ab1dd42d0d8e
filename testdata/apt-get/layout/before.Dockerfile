FROM debian:12
RUN true \
 # why
 && apt install -y curl
