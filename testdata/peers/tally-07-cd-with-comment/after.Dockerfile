FROM debian:13
RUN (cd /x && \
  # c
  ls) && \
  ls
