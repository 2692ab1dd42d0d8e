FROM golang:1.25
# imgfix ignore=no-cache-go -- wanted
RUN go install example.org/tool@latest
