FROM node:24
RUN <<EOT
set -e
# first
pnpm install --frozen-lockfile && pnpm store prune
EOT
RUN bash -ec "pnpm add -g pm2" && pnpm store prune
RUN ["sh", "-c", "pnpm install --frozen-lockfile && pnpm store prune"]
