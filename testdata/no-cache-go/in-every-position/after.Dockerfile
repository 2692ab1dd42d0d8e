FROM golang:1.25
RUN env A=b go install example.org/tool@latest && rm -rf ~/.cache/go-build /go/pkg/mod
FROM golang:1.25
RUN DEBIAN_FRONTEND=noninteractive go install example.org/tool@latest && rm -rf ~/.cache/go-build /go/pkg/mod
FROM golang:1.25
RUN time go install example.org/tool@latest && rm -rf ~/.cache/go-build /go/pkg/mod
FROM golang:1.25
RUN nice -n 5 go install example.org/tool@latest && rm -rf ~/.cache/go-build /go/pkg/mod
FROM golang:1.25
RUN if true; then go install example.org/tool@latest; fi && rm -rf ~/.cache/go-build /go/pkg/mod
FROM golang:1.25
RUN for i in a b; do go install example.org/tool@latest; done && rm -rf ~/.cache/go-build /go/pkg/mod
FROM golang:1.25
RUN (go install example.org/tool@latest) && rm -rf ~/.cache/go-build /go/pkg/mod
FROM golang:1.25
RUN { go install example.org/tool@latest; } && rm -rf ~/.cache/go-build /go/pkg/mod
FROM golang:1.25
RUN true && go install example.org/tool@latest || exit 1 && rm -rf ~/.cache/go-build /go/pkg/mod
FROM golang:1.25
RUN sh -c 'go install example.org/tool@latest' && rm -rf ~/.cache/go-build /go/pkg/mod
FROM golang:1.25
RUN bash -euxo pipefail -c "go install example.org/tool@latest" && rm -rf ~/.cache/go-build /go/pkg/mod
FROM golang:1.25
RUN echo start; go install example.org/tool@latest && rm -rf ~/.cache/go-build /go/pkg/mod
FROM golang:1.25
RUN ["sh", "-c", "go install example.org/tool@latest && rm -rf ~/.cache/go-build /go/pkg/mod"]
FROM golang:1.25
RUN <<EOF
go install example.org/tool@latest && rm -rf ~/.cache/go-build /go/pkg/mod
EOF
FROM golang:1.25
RUN bash <<'EOF'
set -e
go install example.org/tool@latest && rm -rf ~/.cache/go-build /go/pkg/mod
EOF
FROM golang:1.25
SHELL ["/bin/dash", "-c"]
RUN go install example.org/tool@latest && rm -rf ~/.cache/go-build /go/pkg/mod
FROM golang:1.25
SHELL ["/bin/ash", "-eo", "pipefail", "-c"]
RUN go install example.org/tool@latest && rm -rf ~/.cache/go-build /go/pkg/mod
FROM golang:1.25
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN go install example.org/tool@latest && rm -rf ~/.cache/go-build /go/pkg/mod
