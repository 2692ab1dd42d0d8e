FROM node:18-bookworm
COPY plugins.sh /usr/local/bin/plugins.sh
CMD ["node", "/app.js"]
