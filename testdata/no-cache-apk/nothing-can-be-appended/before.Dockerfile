FROM alpine:3.24
RUN apk add gcc && ./configure & wait
FROM alpine:3.24
RUN apk add gcc && ./configure; exit 0
FROM alpine:3.24
RUN apk add gcc && ./configure # why
FROM alpine:3.24
RUN set -e; apk add gcc; (./configure; make)
FROM alpine:3.24
USER app
RUN apk add gcc && ./configure
