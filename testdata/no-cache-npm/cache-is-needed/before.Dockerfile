FROM node:24
RUN npm ci
RUN npm ci --offline
