FROM node:22-slim
COPY tools/docker-entrypoint.sh /usr/local/bin/
CMD ["node", "x.js"]
