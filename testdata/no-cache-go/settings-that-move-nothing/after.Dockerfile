FROM golang:1.22
RUN GOAMD64=v3 CGO_ENABLED=0 GOOS=linux GOFLAGS=-trimpath go build -o /bin/x . && rm -rf ~/.cache/go-build /go/pkg/mod
CMD ["sleep", "1"]
