FROM alpine:3.24
COPY --from=nginx:1.31 /etc/nginx /etc/nginx
COPY --chown=1:1 --from=busybox:1.38 /bin/sh /sh
