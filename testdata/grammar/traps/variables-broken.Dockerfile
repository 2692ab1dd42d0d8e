FROM alpine:${T
RUN echo ${
ENV a=${b
