FROM node:22-alpine
RUN apk add --no-cache git ca-certificates
ENV REPOSITORY=https://example.org/team/app.git
COPY start.js /start.js
CMD ["node", "/start.js"]
