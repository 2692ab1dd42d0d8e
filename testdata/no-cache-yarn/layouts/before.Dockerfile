FROM node:24
RUN true \
 # why
 && yarn install --frozen-lockfile
RUN mkdir -p /x; \
	yarn global add pm2
