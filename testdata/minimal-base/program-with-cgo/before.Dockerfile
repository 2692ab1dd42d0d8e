FROM golang:1.26 AS build
WORKDIR /src
COPY . .
RUN go build -o /app .

FROM build AS check
FROM debian:13-slim
COPY --from=build /app /app
ENTRYPOINT ["/app"]
