FROM node:22-slim AS base
WORKDIR /srv

FROM base AS build
COPY . .
RUN npm ci

FROM base
COPY --from=build /srv /srv
CMD ["node", "/srv/server.js"]
