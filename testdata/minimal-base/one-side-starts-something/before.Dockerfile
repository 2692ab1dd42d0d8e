FROM golang:1.26 AS dev
WORKDIR /src
COPY . .
RUN go build -o /src/app .
CMD ["bash", "-lc", "go test ./..."]
FROM ubuntu:22.04
COPY --from=dev /src/app /opt/x
ENTRYPOINT ["/opt/x"]
