FROM node:26-alpine
RUN apk add --no-cache curl ca-certificates coreutils
WORKDIR /app
COPY . /app/
RUN npm ci && timeout 5 curl -f https://example.org/
CMD ["node", "x.js"]
