FROM golang:1.25
RUN <<EOT
set -e
# first
go install example.org/tool@latest && go clean -cache -modcache
EOT
