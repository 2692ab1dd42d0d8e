# syntax=docker/dockerfile:1
FROM debian:12
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked --network=default apt-get update
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked --network=default apt-get install -y curl
