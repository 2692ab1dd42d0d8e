FROM node:22
WORKDIR /a
RUN npm version patch
CMD ["true"]
