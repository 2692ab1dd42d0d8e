FROM debian:12
RUN --mount=type=cache,target=/var/lib/apt apt-get update
CMD ["true"]
