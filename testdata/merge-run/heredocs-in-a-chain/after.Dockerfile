# syntax=docker/dockerfile:1
FROM alpine:3.20
RUN --mount=type=cache,target=/c <<EOF
set -ex
touch /srv/a
set -ex
touch /srv/b
set -ex
touch /srv/c
EOF