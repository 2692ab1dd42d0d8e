FROM node:22 AS n
WORKDIR /app
COPY . .
RUN npm ci
FROM ubuntu:22.04
COPY --from=n /usr/local/bin/node /usr/local/bin/node
COPY --from=n /app /app
CMD ["node", "/app/index.js"]
