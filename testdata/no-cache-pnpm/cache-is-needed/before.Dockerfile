FROM node:24
RUN pnpm install --frozen-lockfile
RUN pnpm fetch
