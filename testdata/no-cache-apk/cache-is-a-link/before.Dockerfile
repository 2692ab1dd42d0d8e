FROM alpine:3.20
RUN ln -s /c /etc/apk/cache && apk add curl && ./configure
