FROM golang:1.22
RUN go mod download
RUN protoc -I/go/pkg/mod/example.org/x x.proto
CMD ["sleep", "1"]
