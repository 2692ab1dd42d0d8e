FROM alpine:3.6
RUN echo https://example.org/x >> /etc/apk/repositories && apk update && apk add curl
CMD ["sleep", "1"]
