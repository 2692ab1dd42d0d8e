FROM debian:12
COPY files /
CMD ["echo", "a"]
