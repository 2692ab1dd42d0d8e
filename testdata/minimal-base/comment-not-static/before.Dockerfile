FROM golang:1.22-alpine AS build
WORKDIR /src
COPY . .
RUN go build -o /tool .

# Not static, see the issue
FROM debian:bookworm
COPY --from=build /tool /tool
ENTRYPOINT ["/tool"]
