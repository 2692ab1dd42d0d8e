FROM node:24
RUN true \
 # why
 && pnpm install --frozen-lockfile
RUN mkdir -p /x; \
	pnpm add -g pm2
