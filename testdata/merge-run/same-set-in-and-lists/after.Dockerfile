FROM alpine:3.20
RUN set -x && apk add --no-cache curl && \
    set -ex && mkdir /srv/a
