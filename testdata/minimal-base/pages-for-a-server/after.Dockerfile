FROM node:26 AS build
WORKDIR /site
COPY . .
RUN npm ci && npm run build

FROM nginx:1.30-alpine
COPY --from=build /site/dist /usr/share/nginx/html
CMD ["nginx", "-g", "daemon off;"]
