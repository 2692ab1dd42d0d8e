FROM golang:1.27 AS b
FROM alpine:3.24
COPY --from=busybox:1.38 /bin/sh /sh
COPY --from=b /x /x
