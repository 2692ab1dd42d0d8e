FROM golang:1.23
WORKDIR /app
ENTRYPOINT ["go"]
