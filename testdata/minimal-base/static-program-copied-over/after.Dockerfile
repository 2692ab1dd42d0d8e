FROM golang:1.26 AS build
RUN CGO_ENABLED=0 go build -o /app .
FROM alpine:3.24
COPY --from=build /app /srv/app
COPY other/app /srv/
ENTRYPOINT ["/srv/app"]
