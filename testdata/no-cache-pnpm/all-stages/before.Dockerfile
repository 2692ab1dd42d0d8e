FROM node:24 AS build
RUN pnpm install --frozen-lockfile
FROM scratch
COPY --from=build /x /x
