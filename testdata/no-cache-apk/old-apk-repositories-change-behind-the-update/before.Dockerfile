FROM alpine:3.6
RUN apk update && echo https://example.org/x >> /etc/apk/repositories && apk add curl
CMD ["sleep", "1"]
