FROM ubuntu:24.04
RUN sed -i 's|//archive.ubuntu.com|//mirror.example.org|g' /etc/apt/sources.list.d/ubuntu.sources \
 && apt-get update \
 && apt-get install -y curl
CMD ["curl", "https://example.org"]
