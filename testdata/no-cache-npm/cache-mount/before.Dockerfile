FROM node:24
RUN --mount=type=cache,target=/root/.npm npm ci
RUN --mount=type=tmpfs,target=/root/.npm npm install -g pm2
