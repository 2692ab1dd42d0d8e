FROM alpine:3.6
RUN apk update -X https://example.org/x && apk add -X https://example.org/x curl
CMD ["sleep", "1"]
