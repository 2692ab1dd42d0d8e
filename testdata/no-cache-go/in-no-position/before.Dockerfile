FROM golang:1.25
ONBUILD RUN go install example.org/tool@latest
FROM golang:1.25
RUN echo "go install example.org/tool@latest"
FROM golang:1.25
RUN true # go install example.org/tool@latest
FROM golang:1.25
RUN cat > /x <<'EOF'
go install example.org/tool@latest
EOF
FROM golang:1.25
RUN su app -c "go install example.org/tool@latest"
FROM golang:1.25
RUN eval 'go install example.org/tool@latest'
FROM golang:1.25
RUN X=$(go install example.org/tool@latest) && echo $X
FROM golang:1.25
RUN f() { go install example.org/tool@latest; } && f
FROM golang:1.25
LABEL install="go install example.org/tool@latest"
FROM golang:1.25
SHELL ["/usr/bin/fish", "-c"]
RUN go install example.org/tool@latest
