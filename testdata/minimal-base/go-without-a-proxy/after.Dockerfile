FROM golang:1.23-alpine
RUN apk add --no-cache git ca-certificates
ENV GOPROXY=direct
WORKDIR /app
COPY . .
RUN go build -o /app/x .
CMD ["/app/x"]
