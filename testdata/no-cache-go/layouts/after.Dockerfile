FROM golang:1.25
RUN true \
 # why
 && go install example.org/tool@latest \
 && go clean -cache -modcache
FROM golang:1.25
RUN go install example.org/tool@latest && go clean -cache -modcache;
