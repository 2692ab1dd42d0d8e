FROM node:24
RUN <<EOT
set -e
npm ci --omit=dev
EOT
CMD ["node", "x.js"]
