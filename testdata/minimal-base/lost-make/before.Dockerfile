FROM golang:1.26
WORKDIR /src
COPY . /src/
RUN make
CMD ["/src/x"]
