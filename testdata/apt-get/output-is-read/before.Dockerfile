FROM debian:12
RUN apt install -y curl | tee /log
RUN apt update > /log
