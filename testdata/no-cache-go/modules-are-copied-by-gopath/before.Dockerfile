FROM golang:1.22
RUN go mod download
RUN cp -r $GOPATH/pkg/mod/example.org/x /srv
CMD ["sleep", "1"]
