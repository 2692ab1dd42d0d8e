FROM node:20
WORKDIR /app
RUN npm init -y && npm install express@4.19.2 lodash@4.17.21 typescript@5.4.5
CMD ["node"]
