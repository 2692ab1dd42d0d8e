FROM ubuntu:24.04
ADD https://example.org/tool-x86_64-unknown-linux-gnu.tar.gz /tmp/tool.tar.gz
CMD ["cat", "/tmp/tool.tar.gz"]
