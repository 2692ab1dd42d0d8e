FROM node:24
RUN sh -c "npm ci"
RUN ["sh", "-ec", "npm ci"]
CMD ["node", "x.js"]
