FROM golang:1.26-alpine AS a
WORKDIR /src
COPY . .
# does not build on musl
RUN go build -o /src/app .
FROM alpine:3.24
COPY --from=a /src/app /opt/x
ENTRYPOINT ["/opt/x"]
