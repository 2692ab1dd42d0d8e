FROM --platform=linux/amd64 node:22-bookworm-slim AS run
WORKDIR /app
COPY . .
RUN npm ci --omit=dev
USER node
CMD ["node", "server.js"]
