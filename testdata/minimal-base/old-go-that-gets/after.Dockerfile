FROM golang:1.11-alpine
RUN apk add --no-cache gcc musl-dev git ca-certificates
RUN go get example.org/x/y
CMD ["y"]
