FROM alpine:3.24
RUN apk add --no-cache tzdata bash
RUN <<EOF
set -e
apk add --no-cache jq
EOF
ENV TZ=Europe/Berlin
CMD ["bash", "-c", "jq"]
