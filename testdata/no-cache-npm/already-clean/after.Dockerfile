FROM node:24
RUN npm ci && npm cache clean --force
RUN npm install -g pm2 && rm -rf ~/.npm/_cacache ~/.npm/_logs
