FROM golang:1.26-alpine
WORKDIR /src
COPY . .
RUN go build -o /src/app .
FROM alpine:3.24
COPY --from=0 /src/app /app
CMD ["/app"]
