FROM alpine:3.24
RUN apk add --no-cache git openssh-client && git clone git@example.org:a/b.git /x
CMD ["sleep", "1"]
