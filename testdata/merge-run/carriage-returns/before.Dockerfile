FROM alpine:3.20
RUN mkdir /app
# why
RUN touch /app/a \
    /app/b
