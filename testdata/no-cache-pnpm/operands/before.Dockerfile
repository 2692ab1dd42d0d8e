FROM node:24
RUN cd /x && pnpm install --frozen-lockfile && echo done
RUN set -e; pnpm add -g pm2; echo done
