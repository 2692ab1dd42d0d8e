FROM golang:1.19
RUN apt-get update && apt-get install -y build-essential
WORKDIR /src
COPY . /src/
RUN go build -o /x .
CMD ["/x"]
