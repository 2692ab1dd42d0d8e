FROM alpine:3.20
RUN mkdir /app && \
# why
    touch /app/a \
    /app/b
