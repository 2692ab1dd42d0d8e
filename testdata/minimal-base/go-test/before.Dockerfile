FROM golang:1.23
WORKDIR /app
CMD ["go", "test", "./..."]
