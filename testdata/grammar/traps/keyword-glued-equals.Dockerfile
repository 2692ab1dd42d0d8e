FROM alpine
ENV=a
