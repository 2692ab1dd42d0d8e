FROM node:24 AS build
RUN yarn install --frozen-lockfile
FROM scratch
COPY --from=build /x /x
