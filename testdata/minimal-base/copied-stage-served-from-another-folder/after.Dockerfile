FROM node:22 AS build
WORKDIR /app
COPY . .
RUN npm ci && npm run build
FROM nginx:1.29-alpine
COPY --from=build /app/dist /var/www/site
COPY nginx.conf /etc/nginx/conf.d/default.conf
