FROM node:24
RUN npm ci
RUN npm install -g pm2
