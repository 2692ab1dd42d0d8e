FROM alpine
FROM node:26 AS x
COPY --from=busybox /bin/sh /sh
