FROM alpine:3.24
RUN --mount=type=cache,target=/var/cache/apk apk add curl
RUN --mount=type=tmpfs,target=/var/cache apk add jq
RUN --mount=type=cache,target=/etc/apk/cache apk add bash
