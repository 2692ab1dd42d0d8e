FROM golang:1.5.1
RUN go get example.org/x/y
ENTRYPOINT ["y"]
