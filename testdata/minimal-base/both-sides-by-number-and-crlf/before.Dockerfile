FROM golang:1.26
WORKDIR /src
COPY . .
RUN go build -o /src/app .
FROM fedora:42
COPY --from=0 /src/app /app
CMD ["/app"]
