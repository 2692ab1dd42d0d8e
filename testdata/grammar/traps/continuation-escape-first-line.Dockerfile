\
FROM alpine
RUN a
