FROM golang:1.26 AS build
RUN CGO_ENABLED=0 go build -o /app . && cp /bin/bash /app
FROM build AS check
FROM ubuntu:24.04
COPY --from=build /app /app
ENTRYPOINT ["/app"]
