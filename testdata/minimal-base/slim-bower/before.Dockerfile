FROM node:22
WORKDIR /app
RUN npm install -g bower && bower install --allow-root
CMD ["node", "x.js"]
