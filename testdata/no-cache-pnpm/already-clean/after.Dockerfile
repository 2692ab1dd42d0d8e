FROM node:24
RUN pnpm install --frozen-lockfile && pnpm store prune
RUN pnpm add -g pm2 && pnpm store prune
