FROM node:24
RUN $NPM install
RUN npm $OPTIONS install
