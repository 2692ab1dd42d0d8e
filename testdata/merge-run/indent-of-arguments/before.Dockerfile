FROM alpine:3.20
RUN mkdir /a \
      /b
RUN touch /a/c
