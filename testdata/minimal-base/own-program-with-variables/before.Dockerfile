FROM golang:1.26
WORKDIR /src
COPY . /src/
RUN GOAMD64=v3 go build -o /server .
CMD ["/server"]
