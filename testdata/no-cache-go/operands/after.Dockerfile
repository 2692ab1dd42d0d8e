FROM golang:1.25
RUN cd /x && go install example.org/tool@latest && echo done && rm -rf ~/.cache/go-build /go/pkg/mod
