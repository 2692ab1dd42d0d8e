FROM golang:1.26
RUN go install example.org/x@latest
RUN echo $(git --version) > /version
HEALTHCHECK CMD ["curl", "-f", "http://localhost/"]
CMD ["x"]
