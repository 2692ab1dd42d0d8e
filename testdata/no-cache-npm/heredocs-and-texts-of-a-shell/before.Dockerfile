FROM node:24
RUN <<EOT
set -e
# first
npm ci
EOT
RUN bash -ec "npm install -g pm2"
RUN ["sh", "-c", "npm ci"]
