FROM golang:1.25
RUN true \
 # why
 && go install example.org/tool@latest \
 && rm -rf ~/.cache/go-build /go/pkg/mod
FROM golang:1.25
RUN go install example.org/tool@latest && rm -rf ~/.cache/go-build /go/pkg/mod;
