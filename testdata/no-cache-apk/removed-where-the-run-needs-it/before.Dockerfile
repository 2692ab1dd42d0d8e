FROM alpine:3.24
RUN apk add gcc make && ./configure && make install
RUN set -eux; \
    apk update; \
    apk info gcc
FROM alpine:3.24
RUN apk update \
    && (apk add curl; ./x)
CMD ["curl"]
