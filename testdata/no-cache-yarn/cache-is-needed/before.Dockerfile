FROM node:24
RUN yarn install --frozen-lockfile
RUN yarn install --offline
