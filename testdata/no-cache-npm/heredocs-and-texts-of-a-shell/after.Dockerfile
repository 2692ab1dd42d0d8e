FROM node:24
RUN <<EOT
set -e
# first
npm ci && rm -rf ~/.npm/_cacache ~/.npm/_logs
EOT
RUN bash -ec "npm install -g pm2" && rm -rf ~/.npm/_cacache ~/.npm/_logs
RUN ["sh", "-c", "npm ci && rm -rf ~/.npm/_cacache ~/.npm/_logs"]
