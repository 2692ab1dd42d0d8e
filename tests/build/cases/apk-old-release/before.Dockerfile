FROM alpine:3.6
RUN apk update
RUN apk add curl
CMD ["curl"]
