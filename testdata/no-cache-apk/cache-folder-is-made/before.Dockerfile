FROM alpine:3.20
RUN mkdir -p /etc/apk/cache && apk add curl
CMD ["sleep", "1"]
