FROM node:24 AS build
RUN pnpm install --frozen-lockfile && pnpm store prune
FROM scratch
COPY --from=build /x /x
