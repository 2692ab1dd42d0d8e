FROM golang:1.25
RUN true \
 # why
 && go install example.org/tool@latest
FROM golang:1.25
RUN go install example.org/tool@latest;
