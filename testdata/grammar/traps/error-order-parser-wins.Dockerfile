FROM alpine
FOO
ENV a
