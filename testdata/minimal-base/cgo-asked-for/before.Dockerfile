FROM golang:1.26
WORKDIR /src
COPY . /src/
RUN CGO_ENABLED=1 go build -o /server .
CMD ["/server"]
