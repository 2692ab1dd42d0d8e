FROM ubuntu:24.04
RUN apt-get update && apt-get install -y curl
RUN curl -fsSL https://example.org/x.sh > /usr/local/bin/x && chmod +x /usr/local/bin/x
CMD ["true"]
