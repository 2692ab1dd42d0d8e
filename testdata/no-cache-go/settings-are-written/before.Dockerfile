FROM golang:1.22
RUN go env -w GOMODCACHE=/m && go install example.org/tool@latest
CMD ["sleep", "1"]
