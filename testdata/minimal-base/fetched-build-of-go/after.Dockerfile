FROM alpine:3.24
RUN apk add --no-cache curl bash && curl -o /usr/local/bin/tool https://example.org/kubectl-linux-amd64 && chmod +x /usr/local/bin/tool
CMD ["/usr/local/bin/tool"]
