FROM alpine:3.24
RUN apk add --no-cache bind-tools nano
CMD ["dig", "example.org"]
