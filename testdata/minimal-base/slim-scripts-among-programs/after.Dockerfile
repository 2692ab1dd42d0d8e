FROM node:18-bookworm-slim
COPY plugins.sh /usr/local/bin/plugins.sh
CMD ["node", "/app.js"]
