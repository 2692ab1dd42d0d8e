FROM node:22
RUN npm i git+ssh://git@example.org/a/b.git
CMD ["node", "-v"]
