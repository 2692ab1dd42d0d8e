FROM debian:bookworm
RUN <<EOT
set -e
apt-get update
apt-get install -y --no-install-recommends bc # the calculator
EOT
RUN ["sh", "-c", "apt-get update && apt-get install -y --no-install-recommends dc"]
CMD ["bc"]
