FROM node:24
USER node
RUN yarn install --frozen-lockfile
CMD ["sleep", "1"]
