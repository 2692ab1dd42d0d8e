FROM node:22
WORKDIR /app
# warm up the cache
COPY package.json .
COPY yarn.lock .
RUN yarn install --frozen-lockfile
CMD ["node", "x.js"]
