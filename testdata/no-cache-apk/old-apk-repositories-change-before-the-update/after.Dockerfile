FROM alpine:3.6
RUN echo https://example.org/x >> /etc/apk/repositories && apk add --no-cache curl
CMD ["sleep", "1"]
