FROM node:24
RUN true \
 # why
 && npm ci
RUN mkdir -p /x; \
	npm install -g pm2
RUN npm ci;
RUN npm install -g pm2; exit 0
