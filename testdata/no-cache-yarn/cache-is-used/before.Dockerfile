FROM node:24
COPY .yarnrc.yml ./
RUN yarn install --frozen-lockfile
