FROM alpine:3.24 AS a
RUN apk update && apk add curl
FROM alpine:3.24
COPY --from=a /var/cache/apk /var/cache/apk
RUN apk add jq
