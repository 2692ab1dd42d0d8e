FROM golang:1.26 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /out/app ./cmd/app

FROM debian:13-slim
COPY --from=build /out/app /app
EXPOSE 8080
USER 10001
ENTRYPOINT ["/app"]
