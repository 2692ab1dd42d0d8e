FROM alpine
ENV a bÿc
