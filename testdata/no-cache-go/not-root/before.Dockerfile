FROM example.org/x:1
RUN go install example.org/tool@latest
FROM golang:1.25
RUN sudo go mod download
