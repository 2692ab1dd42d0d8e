FROM node:22
ENV REPOSITORY=https://example.org/team/app.git
COPY start.js /start.js
CMD ["node", "/start.js"]
