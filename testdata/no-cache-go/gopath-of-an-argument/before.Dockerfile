FROM golang:1.22
ARG GOPATH=/srv/go
RUN go install example.org/tool@latest
CMD ["sleep", "1"]
