FROM node:24
RUN yarn install --frozen-lockfile && yarn cache clean
RUN yarn global add pm2
