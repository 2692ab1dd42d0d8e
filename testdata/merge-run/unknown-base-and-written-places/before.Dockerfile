FROM example.org/team/base:1
RUN apt-get update
RUN sed -i 's/a/b/g' /etc/apt/sources.list
RUN curl -fsSL "https://example.org/x-$(uname -m)" -o /usr/local/bin/x
RUN chmod +x /usr/local/bin/x
