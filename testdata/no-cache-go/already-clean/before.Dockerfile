FROM golang:1.25
RUN go install example.org/tool@latest && go install example.org/other@latest
FROM golang:1.25
RUN go install example.org/tool@latest && go clean -modcache
