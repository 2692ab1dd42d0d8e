FROM ubuntu:24.04
RUN <<EOF
apt-get update
EOF
CMD ["true"]
