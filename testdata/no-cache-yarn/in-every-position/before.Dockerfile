FROM node:24
RUN env A=b yarn install --frozen-lockfile
FROM node:24
RUN DEBIAN_FRONTEND=noninteractive yarn install --frozen-lockfile
FROM node:24
RUN time yarn install --frozen-lockfile
FROM node:24
RUN nice -n 5 yarn install --frozen-lockfile
FROM node:24
RUN if true; then yarn install --frozen-lockfile; fi
FROM node:24
RUN for i in a b; do yarn install --frozen-lockfile; done
FROM node:24
RUN (yarn install --frozen-lockfile)
FROM node:24
RUN { yarn install --frozen-lockfile; }
FROM node:24
RUN true && yarn install --frozen-lockfile || exit 1
FROM node:24
RUN sh -c 'yarn install --frozen-lockfile'
FROM node:24
RUN bash -euxo pipefail -c "yarn install --frozen-lockfile"
FROM node:24
RUN echo start; yarn install --frozen-lockfile
FROM node:24
RUN ["sh", "-c", "yarn install --frozen-lockfile"]
FROM node:24
RUN <<EOF
yarn install --frozen-lockfile
EOF
FROM node:24
RUN bash <<'EOF'
set -e
yarn install --frozen-lockfile
EOF
FROM node:24
SHELL ["/bin/dash", "-c"]
RUN yarn install --frozen-lockfile
FROM node:24
SHELL ["/bin/ash", "-eo", "pipefail", "-c"]
RUN yarn install --frozen-lockfile
FROM node:24
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN yarn install --frozen-lockfile
