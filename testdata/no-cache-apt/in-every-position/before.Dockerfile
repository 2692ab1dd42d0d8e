FROM debian:13
RUN env A=b apt-get update && apt-get install -y curl
FROM debian:13
RUN DEBIAN_FRONTEND=noninteractive apt-get update && apt-get install -y curl
FROM debian:13
RUN time apt-get update && apt-get install -y curl
FROM debian:13
RUN nice -n 5 apt-get update && apt-get install -y curl
FROM debian:13
RUN if true; then apt-get update && apt-get install -y curl; fi
FROM debian:13
RUN for i in a b; do apt-get update && apt-get install -y curl; done
FROM debian:13
RUN (apt-get update && apt-get install -y curl)
FROM debian:13
RUN { apt-get update && apt-get install -y curl; }
FROM debian:13
RUN true && apt-get update && apt-get install -y curl || exit 1
FROM debian:13
RUN sh -c 'apt-get update && apt-get install -y curl'
FROM debian:13
RUN bash -euxo pipefail -c "apt-get update && apt-get install -y curl"
FROM debian:13
RUN echo start; apt-get update && apt-get install -y curl
FROM debian:13
RUN ["sh", "-c", "apt-get update && apt-get install -y curl"]
FROM debian:13
RUN <<EOF
apt-get update && apt-get install -y curl
EOF
FROM debian:13
RUN bash <<'EOF'
set -e
apt-get update && apt-get install -y curl
EOF
FROM debian:13
SHELL ["/bin/dash", "-c"]
RUN apt-get update && apt-get install -y curl
FROM debian:13
SHELL ["/bin/ash", "-eo", "pipefail", "-c"]
RUN apt-get update && apt-get install -y curl
FROM debian:13
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN apt-get update && apt-get install -y curl
