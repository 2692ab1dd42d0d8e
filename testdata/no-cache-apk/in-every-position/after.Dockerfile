FROM alpine:3.24
RUN env A=b apk add --no-cache curl
FROM alpine:3.24
RUN DEBIAN_FRONTEND=noninteractive apk add --no-cache curl
FROM alpine:3.24
RUN time apk add --no-cache curl
FROM alpine:3.24
RUN nice -n 5 apk add --no-cache curl
FROM alpine:3.24
RUN if true; then apk add --no-cache curl; fi
FROM alpine:3.24
RUN for i in a b; do apk add --no-cache curl; done
FROM alpine:3.24
RUN (apk add --no-cache curl)
FROM alpine:3.24
RUN { apk add --no-cache curl; }
FROM alpine:3.24
RUN true && apk add --no-cache curl || exit 1
FROM alpine:3.24
RUN sh -c 'apk add --no-cache curl'
FROM alpine:3.24
RUN bash -euxo pipefail -c "apk add --no-cache curl"
FROM alpine:3.24
RUN echo start; apk add --no-cache curl
FROM alpine:3.24
RUN ["sh", "-c", "apk add --no-cache curl"]
FROM alpine:3.24
RUN <<EOF
apk add --no-cache curl
EOF
FROM alpine:3.24
RUN bash <<'EOF'
set -e
apk add --no-cache curl
EOF
FROM alpine:3.24
SHELL ["/bin/dash", "-c"]
RUN apk add --no-cache curl
FROM alpine:3.24
SHELL ["/bin/ash", "-eo", "pipefail", "-c"]
RUN apk add --no-cache curl
FROM alpine:3.24
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN apk add --no-cache curl
