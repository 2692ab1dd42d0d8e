FROM node:24
ENV NODE_ENV=production
RUN npm ci
