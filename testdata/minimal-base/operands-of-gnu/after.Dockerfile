FROM alpine:3.24
RUN apk add --no-cache coreutils
RUN date -d "1 day ago" > /opt/x
RUN mktemp /tmp/a.XXXX.txt
CMD ["true"]
