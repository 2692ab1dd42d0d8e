FROM node:24
RUN yarn install --frozen-lockfile
RUN yarn global add pm2
