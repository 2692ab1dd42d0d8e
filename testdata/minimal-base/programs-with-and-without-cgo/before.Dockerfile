FROM golang:1.26 AS build
RUN go install example.org/a@latest
RUN CGO_ENABLED=0 go install example.org/b@latest

FROM build AS check
FROM ubuntu:24.04
COPY --from=build /go/bin/a /a
ENTRYPOINT ["/a"]
