FROM alpine:3.24
COPY <<EOF /Dockerfile
FROM node
EOF
RUN <<EOF
echo FROM node
EOF
