FROM node:24
ENV YARN_NODE_LINKER=node-modules
RUN corepack enable && corepack prepare yarn@4.5.0 --activate
COPY package.json yarn.lock ./
RUN yarn install --immutable
RUN yarn workspaces focus --production; echo done
FROM node:24
RUN yarn set version berry && yarn config set nodeLinker node-modules && yarn add react
FROM node:24
WORKDIR /app
COPY package.json yarn.lock .yarnrc.yml ./
COPY .yarn ./.yarn
RUN yarn install --immutable
