FROM example.org/x:1
RUN npm ci
FROM node:24
RUN sudo npm install -g pm2
