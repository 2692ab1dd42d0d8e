# syntax=docker/dockerfile:1
FROM alpine:3.20
RUN <<EOF
touch /srv/a
EOF
RUN <<EOF
touch /srv/b
EOF
