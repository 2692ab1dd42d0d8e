FROM ubuntu
RUN echo a \
  b
