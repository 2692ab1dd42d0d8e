FROM node:24
# imgfix ignore=omit-dev -- wanted
RUN npm ci
