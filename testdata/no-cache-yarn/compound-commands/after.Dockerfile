FROM node:24
RUN if test -f /x; then yarn install --frozen-lockfile; fi && (cd /x; yarn global add pm2) || exit 1 && rm -rf /usr/local/share/.cache/yarn
