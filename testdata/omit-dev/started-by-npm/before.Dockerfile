FROM node:24
RUN npm ci
CMD ["npm", "start"]
