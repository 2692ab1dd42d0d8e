FROM alpine:3.6
RUN apk update && apk add -X https://example.org/x curl
CMD ["sleep", "1"]
