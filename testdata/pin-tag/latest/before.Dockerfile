FROM alpine:latest
RUN echo hi
