FROM alpine:3.20
RUN set -x && apk add --no-cache curl
RUN set -ex && mkdir /srv/a
