FROM debian:13
RUN env A=b apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
FROM debian:13
RUN DEBIAN_FRONTEND=noninteractive apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
FROM debian:13
RUN time apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
FROM debian:13
RUN nice -n 5 apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
FROM debian:13
RUN if true; then apt-get update && apt-get install -y curl; fi && rm -rf /var/lib/apt/lists/*
FROM debian:13
RUN for i in a b; do apt-get update && apt-get install -y curl; done && rm -rf /var/lib/apt/lists/*
FROM debian:13
RUN (apt-get update && apt-get install -y curl) && rm -rf /var/lib/apt/lists/*
FROM debian:13
RUN { apt-get update && apt-get install -y curl; } && rm -rf /var/lib/apt/lists/*
FROM debian:13
RUN true && apt-get update && apt-get install -y curl || exit 1 && rm -rf /var/lib/apt/lists/*
FROM debian:13
RUN sh -c 'apt-get update && apt-get install -y curl' && rm -rf /var/lib/apt/lists/*
FROM debian:13
RUN bash -euxo pipefail -c "apt-get update && apt-get install -y curl" && rm -rf /var/lib/apt/lists/*
FROM debian:13
RUN echo start; apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
FROM debian:13
RUN ["sh", "-c", "apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*"]
FROM debian:13
RUN <<EOF
apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
EOF
FROM debian:13
RUN bash <<'EOF'
set -e
apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
EOF
FROM debian:13
SHELL ["/bin/dash", "-c"]
RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
FROM debian:13
SHELL ["/bin/ash", "-eo", "pipefail", "-c"]
RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
FROM debian:13
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
