FROM node:24
RUN yarn install --frozen-lockfile && rm -rf /usr/local/share/.cache/yarn
RUN yarn global add pm2 && rm -rf /usr/local/share/.cache/yarn
