FROM alpine:3.24
RUN adduser -D -h /app bob
USER bob
CMD ["ls", "/srv"]
