FROM golang:1.22
RUN go install github.com/mattn/go-sqlite3@latest
RUN govendor sync
ENTRYPOINT ["/go/bin/x"]
