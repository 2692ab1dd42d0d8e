FROM golang:1.6-alpine
RUN apk add --no-cache gcc musl-dev git ca-certificates
COPY . /go/src/app
RUN go-wrapper download && go-wrapper install
CMD ["app"]
