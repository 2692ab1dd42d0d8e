FROM golang:1.25
RUN <<EOT
set -e
# first
go install example.org/tool@latest && rm -rf ~/.cache/go-build /go/pkg/mod
EOT
