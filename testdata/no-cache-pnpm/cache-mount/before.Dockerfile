FROM node:24
RUN --mount=type=cache,target=/root/.local/share/pnpm pnpm install --frozen-lockfile
RUN --mount=type=tmpfs,target=/root/.local/share/pnpm pnpm add -g pm2
