FROM node:18-bookworm
RUN npm install -g phantomjs-prebuilt
CMD ["node", "/app.js"]
