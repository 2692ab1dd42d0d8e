FROM node:14-bullseye
RUN python -V
CMD ["node", "x.js"]
