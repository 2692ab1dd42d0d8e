FROM alpine:3.24
RUN --mount=type=bind,from=busybox:1.38,target=/b --mount=from=node:24,target=/n ls /b
