FROM golang:1.26 AS a
WORKDIR /src
RUN curl -fsSLo /src/x https://example.org/x
FROM ubuntu:22.04
COPY --from=a /src/x /opt/x
ENTRYPOINT ["/opt/x"]
