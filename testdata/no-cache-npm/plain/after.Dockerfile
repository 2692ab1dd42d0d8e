FROM node:24
RUN npm ci && rm -rf ~/.npm/_cacache ~/.npm/_logs
RUN npm install -g pm2 && rm -rf ~/.npm/_cacache ~/.npm/_logs
