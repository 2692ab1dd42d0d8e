FROM node:24
RUN true \
 # why
 && pnpm install --frozen-lockfile
RUN mkdir -p /x; \
	pnpm add -g pm2
RUN pnpm install --frozen-lockfile;
RUN pnpm add -g pm2; exit 0
