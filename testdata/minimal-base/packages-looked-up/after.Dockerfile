FROM alpine:3.24
RUN apk add --no-cache which lsof bind-tools
CMD ["hostname"]
