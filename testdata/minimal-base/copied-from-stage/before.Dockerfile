FROM golang:1.26 AS build
RUN go build -o /app
FROM build AS check
FROM ubuntu:24.04
COPY --from=build /app /app
ENTRYPOINT ["/app"]
