FROM node:24
RUN true \
 # why
 && pnpm install --frozen-lockfile \
 && pnpm store prune
RUN mkdir -p /x; \
	pnpm add -g pm2 && \
	pnpm store prune
RUN pnpm install --frozen-lockfile && pnpm store prune;
RUN pnpm add -g pm2; exit 0
