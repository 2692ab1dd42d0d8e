FROM node:24 AS build
RUN yarn install --frozen-lockfile && rm -rf /usr/local/share/.cache/yarn
FROM scratch
COPY --from=build /x /x
