FROM ubuntu:24.04
RUN apt-get update -o Acquire::Retries=3 && apt-get install -y curl
ENTRYPOINT ["curl"]
