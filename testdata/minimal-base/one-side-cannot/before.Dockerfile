FROM golang:1.26 AS build
WORKDIR /src
COPY . .
RUN go build -race -o /out/app .
FROM ubuntu:22.04
COPY --from=build /out/app /app
CMD ["/app"]
