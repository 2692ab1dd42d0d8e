FROM alpine
EXPOSE --x 80
