FROM debian:13
RUN apt update && apt install -y curl
