FROM golang:1.25
RUN go install example.org/tool@latest && rm -rf ~/.cache/go-build /go/pkg/mod
COPY setup.sh /
RUN /setup.sh
FROM golang:1.25
RUN go install example.org/tool@latest
COPY build.sh /
RUN /build.sh
