FROM node:22
RUN wget -q https://example.org/key.asc && gpg --import key.asc
CMD ["node", "x.js"]
