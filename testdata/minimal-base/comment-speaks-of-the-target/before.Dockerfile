# not on musl, please
FROM ubuntu:24.04
CMD ["echo", "x"]
