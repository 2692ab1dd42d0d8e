FROM golang:1.25
RUN go install example.org/tool@latest && go mod download
FROM golang:1.25
RUN go install example.org/tool@latest && go clean -modcache
