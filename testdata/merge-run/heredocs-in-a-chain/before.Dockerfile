# syntax=docker/dockerfile:1
FROM alpine:3.20
RUN --mount=type=cache,target=/c <<EOF
set -ex
touch /srv/a
EOF
RUN --mount=type=cache,target=/c <<EOF
set -ex
touch /srv/b
EOF
RUN --mount=type=cache,target=/c <<EOF
set -ex
touch /srv/c
EOF