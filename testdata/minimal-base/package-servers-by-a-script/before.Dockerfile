FROM ubuntu:24.04
RUN sed -i 's|a|b|e' /etc/apt/sources.list && apt-get update && apt-get install -y curl
CMD ["curl", "https://example.org"]
