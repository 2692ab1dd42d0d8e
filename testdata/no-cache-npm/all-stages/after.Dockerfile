FROM node:24 AS build
RUN npm ci && rm -rf ~/.npm/_cacache ~/.npm/_logs
FROM scratch
COPY --from=build /x /x
