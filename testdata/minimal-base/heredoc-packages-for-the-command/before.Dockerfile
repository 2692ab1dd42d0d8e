FROM debian:12
RUN <<EOF
set -e
apt-get update
apt-get install -y jq
EOF
ENV TZ=Europe/Berlin
CMD ["bash", "-c", "jq"]
