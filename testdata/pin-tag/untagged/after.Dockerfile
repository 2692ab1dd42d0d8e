FROM node:26
CMD ["node"]
