FROM alpine:3.6
RUN apk update && rm -rf /var/cache/apk/*
RUN apk add curl
CMD ["curl"]
