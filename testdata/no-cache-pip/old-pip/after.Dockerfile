FROM debian:10
RUN apt-get update && apt-get install -y python3-pip && pip3 install flask && rm -rf ~/.cache/pip
