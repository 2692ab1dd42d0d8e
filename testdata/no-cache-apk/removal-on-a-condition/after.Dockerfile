FROM alpine:3.24
RUN set -e; apk add curl; test -f /x && rm -rf /var/cache/apk/*; echo done
RUN apk search curl && apk update && rm -rf /var/cache/apk/*
FROM alpine:3.24
RUN set -e; apk update; false && rm -rf /var/cache/apk/*; ./x
RUN ./y
