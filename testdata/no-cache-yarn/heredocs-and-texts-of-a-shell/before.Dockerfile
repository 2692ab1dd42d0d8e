FROM node:24
RUN <<EOT
set -e
# first
yarn install --frozen-lockfile
EOT
RUN bash -ec "yarn global add pm2"
RUN ["sh", "-c", "yarn install --frozen-lockfile"]
