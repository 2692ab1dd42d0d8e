FROM node:24
RUN npm ci
RUN npm run build
