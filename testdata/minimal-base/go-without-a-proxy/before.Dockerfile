FROM golang:1.23
ENV GOPROXY=direct
WORKDIR /app
COPY . .
RUN go build -o /app/x .
CMD ["/app/x"]
