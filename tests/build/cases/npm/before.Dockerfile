FROM node:20
RUN npm install -g left-pad@1.3.0 is-odd@3.0.1
CMD ["node"]
