FROM golang:1.8
RUN go get example.org/x
CMD ["x"]
