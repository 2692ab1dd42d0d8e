FROM node:24
ENV YARN_NODE_LINKER=node-modules
RUN yarn install
RUN yarn install --immutable --immutable-cache
