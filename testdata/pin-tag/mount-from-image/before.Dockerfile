FROM alpine:3.24
RUN --mount=type=bind,from=busybox,target=/b --mount=from=node:lts,target=/n ls /b
