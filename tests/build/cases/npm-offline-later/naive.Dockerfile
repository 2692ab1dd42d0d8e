FROM node:20
WORKDIR /app
RUN npm init -y && npm install is-odd@3.0.1 && npm cache clean --force
RUN rm -rf node_modules && npm ci --offline
CMD ["node"]
