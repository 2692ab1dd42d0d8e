FROM node:24
RUN <<EOT
set -e
npm ci
EOT
CMD ["node", "x.js"]
