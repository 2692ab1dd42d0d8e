FROM alpine:3.20
RUN (cd /x && \
  # c
  ls) && \
  touch a
