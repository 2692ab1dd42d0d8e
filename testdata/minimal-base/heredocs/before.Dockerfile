FROM ubuntu:24.04
RUN <<EOF
apt-get update
EOF
COPY <<EOF /app/x
FROM x
EOF
CMD ["true"]
