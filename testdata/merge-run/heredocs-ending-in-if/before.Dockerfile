# syntax=docker/dockerfile:1
FROM alpine:3.20
RUN <<EOF
set -e
if test -d /srv; then touch /srv/a; fi
EOF
RUN <<EOF
set -e
touch /srv/b
EOF
