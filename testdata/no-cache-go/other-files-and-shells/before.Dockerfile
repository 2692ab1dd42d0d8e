FROM golang:1.25
ONBUILD RUN go install example.org/tool@latest
# imgfix ignore=no-cache-go -- wanted
RUN go install example.org/tool@latest
SHELL ["/bin/zsh", "-c"]
RUN go install example.org/tool@latest
