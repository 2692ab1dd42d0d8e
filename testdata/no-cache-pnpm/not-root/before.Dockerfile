FROM example.org/x:1
RUN pnpm install --frozen-lockfile
FROM node:24
RUN sudo pnpm add -g pm2
