FROM golang:1.22
RUN export GOPATH=/srv/go && go install example.org/tool@latest
CMD ["sleep", "1"]
