FROM example.org/x:1
RUN yarn install --frozen-lockfile
FROM node:24
RUN sudo yarn global add pm2
