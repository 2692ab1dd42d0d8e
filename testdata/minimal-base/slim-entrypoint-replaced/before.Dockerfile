FROM node:22
COPY tools/docker-entrypoint.sh /usr/local/bin/
CMD ["node", "x.js"]
