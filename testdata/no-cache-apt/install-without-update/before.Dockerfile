FROM debian:13
RUN apt-get update && apt-get install -y curl
ENV A=b
RUN apt-get install -y jq
