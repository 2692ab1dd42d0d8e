FROM debian:13
RUN --mount=type=cache,target=/c --mount=from=busybox,target=/b ls /b
