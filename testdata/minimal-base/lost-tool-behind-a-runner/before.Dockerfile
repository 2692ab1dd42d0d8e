FROM node:26
WORKDIR /app
COPY . /app/
RUN npm ci && timeout 5 curl -f https://example.org/
CMD ["node", "x.js"]
