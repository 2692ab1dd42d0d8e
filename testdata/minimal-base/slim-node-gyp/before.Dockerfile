FROM node:22
WORKDIR /app
RUN npm install -g node-gyp && node-gyp rebuild
CMD ["node", "x.js"]
