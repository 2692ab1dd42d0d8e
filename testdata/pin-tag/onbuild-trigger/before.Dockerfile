FROM node:26
ONBUILD COPY --from=busybox /bin/sh /sh
ONBUILD RUN --mount=from=alpine,target=/a true
