FROM alpine:3.20
RUN mkdir /app && \
    # first
    touch /app/a && \
    touch /app/b
