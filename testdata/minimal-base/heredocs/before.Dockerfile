FROM debian:12
RUN <<EOF
apt-get update
EOF
COPY <<EOF /app/x
FROM x
EOF
CMD ["true"]
