FROM node:12
RUN npm ci
FROM example.org/x
RUN npm ci
