FROM golang:1.19-alpine
RUN apk add --no-cache build-base linux-headers perl
WORKDIR /src
COPY . /src/
RUN go build -o /x .
CMD ["/x"]
