FROM example.org/team/base:1
RUN apt-get update && \
    sed -i 's/a/b/g' /etc/apt/sources.list && \
    curl -fsSL "https://example.org/x-$(uname -m)" -o /usr/local/bin/x && \
    chmod +x /usr/local/bin/x
