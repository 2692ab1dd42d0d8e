FROM golang:1.25
RUN if test -f /x; then go install example.org/tool@latest; fi && rm -rf ~/.cache/go-build /go/pkg/mod
