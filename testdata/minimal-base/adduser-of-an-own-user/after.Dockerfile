FROM node:22-slim
RUN apt-get update && apt-get install -y --no-install-recommends adduser && rm -rf /var/lib/apt/lists/*
RUN adduser --disabled-password --gecos '' --home /home/node worker
CMD ["node", "/app.js"]
