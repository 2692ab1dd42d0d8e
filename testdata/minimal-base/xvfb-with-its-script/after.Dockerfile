FROM alpine:3.24
RUN apk add --no-cache xvfb xvfb-run
CMD ["tail", "-f", "/dev/null"]
