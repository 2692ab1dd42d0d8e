FROM alpine
FROM node AS x
COPY --from=busybox /bin/sh /sh
