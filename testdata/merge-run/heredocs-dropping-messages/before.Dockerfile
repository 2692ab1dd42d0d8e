# syntax=docker/dockerfile:1
FROM alpine:3.20
RUN <<EOF
set -e
touch /srv/a
EOF
RUN <<EOF
set -e
touch /srv/b 2>/dev/null
EOF
