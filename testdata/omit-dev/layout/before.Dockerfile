FROM node:24
RUN true \
 # why
 && npm ci
CMD ["node", "x.js"]
