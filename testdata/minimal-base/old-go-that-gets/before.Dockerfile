FROM golang:1.11
RUN go get example.org/x/y
CMD ["y"]
