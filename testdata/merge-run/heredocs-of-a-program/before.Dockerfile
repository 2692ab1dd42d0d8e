# syntax=docker/dockerfile:1
FROM alpine:3.20
RUN cat <<EOF
set -e
touch /srv/a
EOF
RUN cat <<EOF
set -e
touch /srv/b
EOF
