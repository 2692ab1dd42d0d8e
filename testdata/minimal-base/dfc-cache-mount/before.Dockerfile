FROM ubuntu:24.04
RUN --mount=type=cache,target=/var/lib/apt apt-get update
CMD ["true"]
