FROM node:24
RUN npm install --omit=dev --no-audit
RUN npm i --omit=dev && npm install -g pm2 && npm install express
RUN npm ci --omit=dev && npm ci --production
CMD ["node", "x.js"]
