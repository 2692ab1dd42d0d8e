# syntax=docker/dockerfile:1
FROM alpine:3.20
RUN <<EOF
touch a
EOF
RUN touch b
