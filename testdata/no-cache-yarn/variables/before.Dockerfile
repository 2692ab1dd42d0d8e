FROM node:24
RUN $YARN install
RUN yarn $OPTIONS install
