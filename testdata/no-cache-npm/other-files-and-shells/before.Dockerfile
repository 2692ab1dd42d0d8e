FROM node:24
ONBUILD RUN npm ci
# imgfix ignore=no-cache-npm -- wanted
RUN npm ci
SHELL ["/bin/zsh", "-c"]
RUN npm ci
