FROM node:24
RUN true \
 # why
 && npm ci --omit=dev
CMD ["node", "x.js"]
