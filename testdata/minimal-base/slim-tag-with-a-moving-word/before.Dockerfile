FROM node:lts-buster
COPY x.js .
CMD ["node", "x.js"]
