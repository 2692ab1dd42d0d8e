FROM node:24
RUN env A=b pnpm install --frozen-lockfile
FROM node:24
RUN DEBIAN_FRONTEND=noninteractive pnpm install --frozen-lockfile
FROM node:24
RUN time pnpm install --frozen-lockfile
FROM node:24
RUN nice -n 5 pnpm install --frozen-lockfile
FROM node:24
RUN if true; then pnpm install --frozen-lockfile; fi
FROM node:24
RUN for i in a b; do pnpm install --frozen-lockfile; done
FROM node:24
RUN (pnpm install --frozen-lockfile)
FROM node:24
RUN { pnpm install --frozen-lockfile; }
FROM node:24
RUN true && pnpm install --frozen-lockfile || exit 1
FROM node:24
RUN sh -c 'pnpm install --frozen-lockfile'
FROM node:24
RUN bash -euxo pipefail -c "pnpm install --frozen-lockfile"
FROM node:24
RUN echo start; pnpm install --frozen-lockfile
FROM node:24
RUN ["sh", "-c", "pnpm install --frozen-lockfile"]
FROM node:24
RUN <<EOF
pnpm install --frozen-lockfile
EOF
FROM node:24
RUN bash <<'EOF'
set -e
pnpm install --frozen-lockfile
EOF
FROM node:24
SHELL ["/bin/dash", "-c"]
RUN pnpm install --frozen-lockfile
FROM node:24
SHELL ["/bin/ash", "-eo", "pipefail", "-c"]
RUN pnpm install --frozen-lockfile
FROM node:24
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN pnpm install --frozen-lockfile
