FROM node:10-alpine
FROM caddy:alpine
FROM caddy:builder-alpine
