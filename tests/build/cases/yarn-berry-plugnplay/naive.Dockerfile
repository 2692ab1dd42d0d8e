FROM node:20
ENV YARN_NODE_LINKER=pnp YARN_ENABLE_TELEMETRY=0
RUN npm install -g @yarnpkg/cli-dist@4.5.0 && rm -rf ~/.npm
WORKDIR /app
RUN printf '{"name":"lab","private":true,"dependencies":{"lodash":"4.17.21"}}\n' > package.json
RUN yarn install && yarn cache clean --all
RUN yarn node -e 'require("lodash")'
CMD ["node"]
