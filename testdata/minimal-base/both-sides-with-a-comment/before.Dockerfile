FROM golang:1.26 AS a
WORKDIR /src
COPY . .
# does not build on musl
RUN go build -o /src/app .
FROM ubuntu:22.04
COPY --from=a /src/app /opt/x
ENTRYPOINT ["/opt/x"]
