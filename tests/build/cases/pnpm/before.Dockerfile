FROM node:20
RUN npm install -g pnpm@9 && rm -rf ~/.npm
WORKDIR /app
RUN pnpm add is-odd@3.0.1
CMD ["node"]
