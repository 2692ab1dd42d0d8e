FROM golang:1.22
RUN go mod download && cp -r /go/pkg/mod/example.org/x /srv
CMD ["sleep", "1"]
