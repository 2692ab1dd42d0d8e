FROM debian:13
RUN --mount=type=cache,target=/var/lib/apt --mount=type=cache,target=/var/cache/apt apt-get update && apt-get install -y gcc
RUN --mount=type=cache,target=/var/lib/apt/lists apt-get update && apt-get install -y gcc
