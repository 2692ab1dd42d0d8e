FROM debian:12-slim
COPY cat.sh /usr/local/bin/cat
CMD ["cat", "/x"]
