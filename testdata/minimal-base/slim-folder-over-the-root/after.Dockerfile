FROM debian:12-slim
COPY files /
CMD ["echo", "a"]
