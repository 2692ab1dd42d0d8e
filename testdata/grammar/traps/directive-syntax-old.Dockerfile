# syntax=docker/dockerfile:1.0-experimental
FROM alpine
RUN <<EOF
echo a
EOF
