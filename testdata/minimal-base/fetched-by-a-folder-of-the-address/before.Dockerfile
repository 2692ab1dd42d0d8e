FROM debian:12-slim
RUN apt-get update && apt-get install -y curl ca-certificates && curl https://example.org/stable/linux-x64/Sync_x64.tar.gz | tar xz
CMD ["cat", "/etc/os-release"]
