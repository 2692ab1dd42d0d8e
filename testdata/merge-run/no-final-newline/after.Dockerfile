FROM alpine:3.20
RUN mkdir /app && \
    touch /app/a