FROM golang:1.25 AS build
RUN go install example.org/tool@latest && rm -rf ~/.cache/go-build /go/pkg/mod
FROM scratch
COPY --from=build /x /x
