FROM golang:1.26
WORKDIR /src
COPY . /src/
RUN go build -buildmode=plugin -o /plugin.so .
CMD ["/bin/sh", "-c", "cat /plugin.so"]
