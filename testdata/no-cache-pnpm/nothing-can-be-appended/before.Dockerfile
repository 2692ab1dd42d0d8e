FROM node:24
RUN pnpm install --frozen-lockfile &
RUN pnpm add -g pm2 & wait
RUN pnpm install --frozen-lockfile # why
RUN { pnpm add -g pm2; exit 0; }
