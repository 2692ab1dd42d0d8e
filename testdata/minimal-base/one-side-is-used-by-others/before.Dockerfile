FROM golang:1.26 AS build
WORKDIR /src
COPY . .
RUN go build -o /out/app .
FROM build AS test
RUN go test ./...
FROM ubuntu:22.04
COPY --from=build /out/app /app
CMD ["/app"]
