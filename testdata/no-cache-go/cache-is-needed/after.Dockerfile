FROM golang:1.25
RUN go install example.org/tool@latest
RUN go build . && rm -rf ~/.cache/go-build /go/pkg/mod
