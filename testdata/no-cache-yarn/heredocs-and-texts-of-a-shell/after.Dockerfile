FROM node:24
RUN <<EOT
set -e
# first
yarn install --frozen-lockfile && rm -rf /usr/local/share/.cache/yarn
EOT
RUN bash -ec "yarn global add pm2" && rm -rf /usr/local/share/.cache/yarn
RUN ["sh", "-c", "yarn install --frozen-lockfile && rm -rf /usr/local/share/.cache/yarn"]
