FROM alpine:3.24
RUN apk add --no-cache nodejs npm
RUN npm --version
CMD ["node", "x.js"]
