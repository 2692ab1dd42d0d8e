FROM alpine:3.24
RUN apk add --no-cache shadow
WORKDIR /app
RUN useradd -m -d /app bob
USER bob
CMD ["ls", "/srv"]
