FROM golang:1.22
ENV GOCACHE=/c
RUN go install example.org/tool@latest
CMD ["sleep", "1"]
