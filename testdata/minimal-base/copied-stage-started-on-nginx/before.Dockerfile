FROM node:22 AS build
WORKDIR /app
COPY . .
RUN npm ci && npm run build
FROM build AS check
FROM nginx:1.29
COPY --from=build /app/dist /srv/app
CMD ["/srv/app/start"]
