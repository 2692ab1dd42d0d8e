FROM alpine:3.24
LABEL maintainer "A B <a@example.org>"

RUN apk add --no-cache \
	curl ca-certificates \
	xz

ENTRYPOINT [ "curl" ]
