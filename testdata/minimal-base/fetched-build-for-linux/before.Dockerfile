FROM ubuntu:24.04
ENV URL=https://example.org/scanner-4.6-linux.zip
RUN apt-get update && apt-get install -y curl && curl -o /tmp/scanner.zip ${URL}
CMD ["cat", "/tmp/scanner.zip"]
