FROM alpine:3.20
RUN mkdir /app
RUN \
    # first
    touch /app/a && \
    touch /app/b
