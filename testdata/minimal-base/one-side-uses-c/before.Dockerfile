FROM golang:1.26 AS a
ENV CGO_LDFLAGS=-lsqlite3
WORKDIR /src
COPY . .
RUN go build -o /src/app .
FROM ubuntu:22.04
COPY --from=a /src/app /opt/x
ENTRYPOINT ["/opt/x"]
