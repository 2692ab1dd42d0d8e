FROM ubuntu:bionic-20230530
RUN apt-get update && apt-get install -y curl
ENTRYPOINT ["curl"]
