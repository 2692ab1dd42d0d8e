FROM alpine:3.24
RUN apk add --no-cache e2fsprogs perl perl-utils
RUN shasum -a 256 /opt/x
CMD ["true"]
