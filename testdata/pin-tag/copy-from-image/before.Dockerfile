FROM alpine:3.24
COPY --from=nginx /etc/nginx /etc/nginx
COPY --chown=1:1 --from=busybox:latest /bin/sh /sh
