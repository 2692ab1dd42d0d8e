# Alpine was tried: its libc is too small for us
FROM golang:1.22-alpine
COPY . /src
WORKDIR /src
RUN go build -o /app .
CMD ["/app"]
