FROM alpine:3.24
RUN apk add --no-cache file curl
RUN curl -fsSL -o /page.html https://example.org/page.html
CMD ["curl", "--version"]
