FROM alpine:3.24
RUN buildDeps='git curl' && apk add --no-cache git curl \
 && curl -o /x https://example.org/x \
 && apk del git curl
CMD ["cat", "/x"]
