FROM node:26
ONBUILD COPY --from=busybox:1.37 /bin/sh /sh
