FROM ubuntu:24.04
RUN apt-get update && apt-get install -y curl && curl -o /usr/local/bin/tool https://example.org/kubectl-linux-amd64 && chmod +x /usr/local/bin/tool
CMD ["/usr/local/bin/tool"]
