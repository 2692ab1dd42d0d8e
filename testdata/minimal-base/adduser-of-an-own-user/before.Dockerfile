FROM node:22
RUN adduser --disabled-password --gecos '' --home /home/node worker
CMD ["node", "/app.js"]
