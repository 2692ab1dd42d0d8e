FROM golang:1.25
ENV GOFLAGS=-mod=vendor
RUN go install example.org/tool@latest
