FROM golang:1.22
RUN GOAMD64=v3 CGO_ENABLED=0 GOOS=linux GOFLAGS=-trimpath go build -o /bin/x .
CMD ["sleep", "1"]
