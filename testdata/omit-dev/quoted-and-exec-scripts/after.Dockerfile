FROM node:24
RUN sh -c "npm ci --omit=dev"
RUN ["sh", "-ec", "npm ci --omit=dev"]
CMD ["node", "x.js"]
