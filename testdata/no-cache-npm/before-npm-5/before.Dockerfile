FROM node:6-slim
RUN npm install -g a
CMD ["a"]
