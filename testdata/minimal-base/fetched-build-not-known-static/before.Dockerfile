FROM ubuntu:24.04
RUN apt-get update && apt-get install -y curl && curl -o /usr/local/bin/tool https://example.org/tool-linux-amd64 && chmod +x /usr/local/bin/tool
RUN curl -o /usr/local/bin/other https://example.org/bin/linux/amd64/other && chmod +x /usr/local/bin/other
CMD ["/usr/local/bin/tool"]
