FROM node:24
RUN env A=b npm ci
FROM node:24
RUN DEBIAN_FRONTEND=noninteractive npm ci
FROM node:24
RUN time npm ci
FROM node:24
RUN nice -n 5 npm ci
FROM node:24
RUN if true; then npm ci; fi
FROM node:24
RUN for i in a b; do npm ci; done
FROM node:24
RUN (npm ci)
FROM node:24
RUN { npm ci; }
FROM node:24
RUN true && npm ci || exit 1
FROM node:24
RUN sh -c 'npm ci'
FROM node:24
RUN bash -euxo pipefail -c "npm ci"
FROM node:24
RUN echo start; npm ci
FROM node:24
RUN ["sh", "-c", "npm ci"]
FROM node:24
RUN <<EOF
npm ci
EOF
FROM node:24
RUN bash <<'EOF'
set -e
npm ci
EOF
FROM node:24
SHELL ["/bin/dash", "-c"]
RUN npm ci
FROM node:24
SHELL ["/bin/ash", "-eo", "pipefail", "-c"]
RUN npm ci
FROM node:24
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN npm ci
