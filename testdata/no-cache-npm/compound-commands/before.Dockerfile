FROM node:24
RUN if test -f /x; then npm ci; fi && (cd /x; npm install -g pm2) || exit 1
