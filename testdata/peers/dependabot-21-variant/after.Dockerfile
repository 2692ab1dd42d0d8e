FROM node:10-alpine
FROM caddy:2.11-alpine
FROM caddy:2.11-builder-alpine
