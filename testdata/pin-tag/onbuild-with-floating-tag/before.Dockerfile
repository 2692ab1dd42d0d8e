FROM node:26
ONBUILD COPY --from=nginx:latest /etc/nginx /etc/nginx
ONBUILD RUN --mount=type=bind,from=busybox:stable,target=/b \
    cp /b/bin/sh /sh
