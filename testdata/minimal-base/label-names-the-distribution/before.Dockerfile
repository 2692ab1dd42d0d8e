FROM ubuntu:22.04
LABEL description="a test environment on Ubuntu 22.04" source="https://example.org/ubuntu/x"
RUN apt-get update && apt-get install -y curl
ENTRYPOINT ["curl"]
