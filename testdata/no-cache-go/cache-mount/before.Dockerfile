FROM golang:1.25
RUN --mount=type=cache,target=/go/pkg/mod go install example.org/tool@latest
RUN --mount=type=tmpfs,target=/go/pkg/mod go mod download
