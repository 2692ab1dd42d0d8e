FROM golang:1.26 AS build
ENV CGO_ENABLED=0
RUN go build -o /app
FROM alpine:3.24
COPY --from=build /app /app
ENTRYPOINT ["/app"]
