FROM node:24
RUN npm ci &
RUN npm install -g pm2 & wait
RUN npm ci # why
RUN { npm install -g pm2; exit 0; }
