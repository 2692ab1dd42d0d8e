FROM ubuntu:24.04
RUN cat /etc/os-release
RUN echo nameserver > /etc/resolv.conf && cp -p /usr/share/x /app
RUN ln -s /etc/passwd /app && touch ../x
WORKDIR /etc
CMD ["cat", "passwd"]
