# syntax=docker/dockerfile:1
FROM alpine:3.20
RUN <<EOF
set -e
touch /srv/a
cp /srv/a /usr/local/bin/touch
EOF
RUN <<EOF
set -e
touch /srv/b
EOF
