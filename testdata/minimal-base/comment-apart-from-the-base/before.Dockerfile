# alpine

FROM ubuntu:24.04
CMD ["echo", "x"]
