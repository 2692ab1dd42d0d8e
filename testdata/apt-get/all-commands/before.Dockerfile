FROM ubuntu:24.04
RUN apt update && DEBIAN_FRONTEND=noninteractive apt install -y curl && apt remove -y curl && apt purge -y curl && /usr/bin/apt autoremove -y
RUN sudo apt update; apt-get install -y jq
