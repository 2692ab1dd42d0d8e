FROM node:24
USER node
RUN yarn install --frozen-lockfile && rm -rf ~/.cache/yarn
CMD ["sleep", "1"]
