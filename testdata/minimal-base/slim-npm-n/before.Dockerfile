FROM node:22-bookworm
RUN npm install -g n && n 20
COPY app.js /app.js
CMD ["node", "/app.js"]
