FROM golang:1.22-alpine
RUN apk add --no-cache gcc musl-dev git ca-certificates
RUN go install github.com/mattn/go-sqlite3@latest
RUN govendor sync
ENTRYPOINT ["/go/bin/x"]
