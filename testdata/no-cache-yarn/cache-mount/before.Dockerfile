FROM node:24
RUN --mount=type=cache,target=/usr/local/share/.cache yarn install --frozen-lockfile
RUN --mount=type=tmpfs,target=/usr/local/share/.cache yarn global add pm2
