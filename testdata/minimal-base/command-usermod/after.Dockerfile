FROM alpine:3.24
RUN addgroup -g 1500 more && adduser -D -u 1501 app && adduser app more
USER app
CMD ["sleep", "1"]
