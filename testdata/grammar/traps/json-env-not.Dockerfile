FROM alpine
ENV ["a"]
