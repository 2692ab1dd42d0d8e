FROM node:lts-buster-slim
COPY x.js .
CMD ["node", "x.js"]
