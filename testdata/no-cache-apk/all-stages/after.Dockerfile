FROM alpine:3.24 AS build
RUN apk add --no-cache make
FROM alpine:3.24
COPY --from=build /usr/bin/make /usr/bin/
