FROM node:26-slim
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates curl && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY . /app/
RUN npm ci && timeout 5 curl -f https://example.org/
CMD ["node", "x.js"]
