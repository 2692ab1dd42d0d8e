FROM debian:12
RUN go install example.org/tool@latest && rm -rf ~/.cache/go-build ~/go/pkg/mod
CMD ["sleep", "1"]
