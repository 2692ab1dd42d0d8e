FROM node
ONBUILD COPY --from=busybox:1.37 /bin/sh /sh
