FROM golang AS b
FROM alpine
COPY --from=busybox /bin/sh /sh
COPY --from=b /x /x
