FROM alpine:3.24
RUN apk update || true; exec apk add curl
FROM alpine:3.24
RUN apk update & wait; apk add curl
CMD ["curl"]
