FROM node:24
RUN corepack prepare yarn@4.5.0 --activate
RUN yarn install --immutable
FROM node:24
ENV YARN_NODE_LINKER=pnp
RUN yarn install
FROM node:24
COPY .yarnrc.yml package.json ./
RUN yarn install
FROM node:24
RUN yarn install
ENV YARN_NODE_LINKER=node-modules
RUN yarn install
FROM node:24
ARG YARN_NODE_LINKER=node-modules
RUN yarn install
