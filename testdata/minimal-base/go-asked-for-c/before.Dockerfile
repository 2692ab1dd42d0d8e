FROM golang:1.22
WORKDIR /src
COPY . /src/
RUN go build -race -o /x .
CMD ["/x"]
