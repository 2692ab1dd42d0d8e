FROM alpine:3.24
RUN apk add gcc make && ./configure && make install && rm -rf /var/cache/apk/*
RUN set -eux; \
    apk update; \
    apk info gcc && \
    rm -rf /var/cache/apk/*
FROM alpine:3.24
RUN apk update \
    && (apk add curl; ./x) \
    && rm -rf /var/cache/apk/*
CMD ["curl"]
