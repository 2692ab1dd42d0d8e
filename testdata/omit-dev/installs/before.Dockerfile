FROM node:24
RUN npm install --no-audit
RUN npm i && npm install -g pm2 && npm install express
RUN npm ci --omit=dev && npm ci --production
CMD ["node", "x.js"]
