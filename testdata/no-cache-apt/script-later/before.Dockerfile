FROM debian:13
RUN apt-get update && apt-get install -y curl
RUN curl https://example.org/install | sh
