FROM alpine:3.24
RUN apk add --no-cache curl
RUN curl -fsSL https://example.org/x.sh > /usr/local/bin/x && chmod +x /usr/local/bin/x
CMD ["true"]
