FROM alpine:3.24
ARG DEBUG=0
RUN if [ "$DEBUG" = 1 ]; then apk add gdb; fi; (apk add jq) && { apk add curl || exit 1; }
RUN for p in a b; do apk add "$p"; done
