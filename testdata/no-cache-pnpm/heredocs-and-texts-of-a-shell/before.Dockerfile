FROM node:24
RUN <<EOT
set -e
# first
pnpm install --frozen-lockfile
EOT
RUN bash -ec "pnpm add -g pm2"
RUN ["sh", "-c", "pnpm install --frozen-lockfile"]
