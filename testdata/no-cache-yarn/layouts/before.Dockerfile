FROM node:24
RUN true \
 # why
 && yarn install --frozen-lockfile
RUN mkdir -p /x; \
	yarn global add pm2
RUN yarn install --frozen-lockfile;
RUN yarn global add pm2; exit 0
