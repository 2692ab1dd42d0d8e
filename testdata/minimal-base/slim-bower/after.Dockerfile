FROM node:22-slim
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates git && rm -rf /var/lib/apt/lists/*
WORKDIR /app
RUN npm install -g bower && bower install --allow-root
CMD ["node", "x.js"]
