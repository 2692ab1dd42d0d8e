FROM node:20
RUN npm install -g phantomjs
CMD ["node", "server.js"]
