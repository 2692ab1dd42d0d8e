FROM debian:13
RUN --mount=type=cache,target=/c --mount=from=busybox:1.38,target=/b ls /b
