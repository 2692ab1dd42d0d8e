FROM golang:1.26 AS build
RUN CGO_ENABLED=0 go build -o /app example.org/app

FROM debian:13-slim
RUN mkdir -p /data
COPY --from=build /app /app
ENTRYPOINT ["/app"]
