FROM node:20
RUN npm install -g yarn@1.22.22 && rm -rf ~/.npm
WORKDIR /app
RUN yarn add express@4.19.2 lodash@4.17.21 typescript@5.4.5
CMD ["node"]
