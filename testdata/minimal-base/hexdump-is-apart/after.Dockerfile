FROM alpine:3.24
RUN apk add --no-cache util-linux-misc hexdump uuidgen busybox-extras bash
COPY show.sh /app/
ENTRYPOINT ["/app/show.sh"]
