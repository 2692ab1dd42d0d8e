FROM node:26 AS build
FROM --platform=linux/arm64  example.org:5000/team/app:1.2 As  b
COPY --from=nginx:1.31 /a /b
RUN --mount=type=bind,from=busybox:1.38,target=/x \
    ls /x
ONBUILD COPY --from=nginx:1.31 /a /b
