FROM alpine:3.6
RUN apk add --no-cache -X https://example.org/x curl
CMD ["sleep", "1"]
