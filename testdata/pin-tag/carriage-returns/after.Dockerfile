FROM ubuntu:26.04
RUN echo a \
  b
