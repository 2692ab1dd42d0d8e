FROM alpine
RUN --- x
