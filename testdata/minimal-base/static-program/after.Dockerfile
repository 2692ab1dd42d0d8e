FROM golang:1.26 AS build
ENV CGO_ENABLED=0
RUN go build -o /app
FROM scratch
COPY --from=build /app /app
ENTRYPOINT ["/app"]
