FROM alpine:3.24
ARG DEBUG=0
RUN if [ "$DEBUG" = 1 ]; then apk add --no-cache gdb; fi; (apk add --no-cache jq) && { apk add --no-cache curl || exit 1; }
RUN for p in a b; do apk add --no-cache "$p"; done
