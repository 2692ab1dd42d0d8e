FROM node:24
RUN true \
 # why
 && npm ci \
 && rm -rf ~/.npm/_cacache ~/.npm/_logs
RUN mkdir -p /x; \
	npm install -g pm2 && \
	rm -rf ~/.npm/_cacache ~/.npm/_logs
RUN npm ci && rm -rf ~/.npm/_cacache ~/.npm/_logs;
RUN npm install -g pm2; rm -rf ~/.npm/_cacache ~/.npm/_logs; exit 0
