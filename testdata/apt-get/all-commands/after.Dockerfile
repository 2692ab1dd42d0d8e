FROM ubuntu:24.04
RUN apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y curl && apt-get remove -y curl && apt-get purge -y curl && /usr/bin/apt-get autoremove -y
RUN sudo apt-get update; apt-get install -y jq
