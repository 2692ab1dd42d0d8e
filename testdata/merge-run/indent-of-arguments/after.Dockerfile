FROM alpine:3.20
RUN mkdir /a \
      /b && \
      touch /a/c
