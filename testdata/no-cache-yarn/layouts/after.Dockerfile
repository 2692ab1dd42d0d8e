FROM node:24
RUN true \
 # why
 && yarn install --frozen-lockfile \
 && rm -rf /usr/local/share/.cache/yarn
RUN mkdir -p /x; \
	yarn global add pm2 && \
	rm -rf /usr/local/share/.cache/yarn
RUN yarn install --frozen-lockfile && rm -rf /usr/local/share/.cache/yarn;
RUN yarn global add pm2; rm -rf /usr/local/share/.cache/yarn; exit 0
