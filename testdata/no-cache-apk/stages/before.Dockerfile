FROM alpine:3.24 AS base
RUN apk add tzdata
FROM base AS build
RUN apk add make && make
FROM base
COPY --from=build /usr/bin/make /usr/bin/
RUN apk add curl
