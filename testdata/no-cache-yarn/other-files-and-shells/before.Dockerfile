FROM node:24
ONBUILD RUN yarn install --frozen-lockfile
# imgfix ignore=no-cache-yarn -- wanted
RUN yarn install --frozen-lockfile
SHELL ["/bin/zsh", "-c"]
RUN yarn install --frozen-lockfile
