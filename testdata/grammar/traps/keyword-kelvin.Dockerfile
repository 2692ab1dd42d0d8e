FROM alpine
WORKDIR /a
