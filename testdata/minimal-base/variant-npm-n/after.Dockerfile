FROM node:22-slim
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates curl && rm -rf /var/lib/apt/lists/*
RUN npm install -g n && n 20
COPY app.js /app.js
CMD ["node", "/app.js"]
