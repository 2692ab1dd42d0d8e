FROM node:24
ENV YARN_NODE_LINKER=node-modules YARN_GLOBAL_FOLDER=/yarn
RUN yarn install --immutable
