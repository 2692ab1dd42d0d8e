FROM golang:1.26-alpine
RUN apk add --no-cache git ca-certificates curl
RUN go install example.org/x@latest
RUN echo $(git --version) > /version
HEALTHCHECK CMD ["curl", "-f", "http://localhost/"]
CMD ["x"]
