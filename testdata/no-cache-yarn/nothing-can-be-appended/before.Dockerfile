FROM node:24
RUN yarn install --frozen-lockfile &
RUN yarn global add pm2 & wait
RUN yarn install --frozen-lockfile # why
RUN { yarn global add pm2; exit 0; }
