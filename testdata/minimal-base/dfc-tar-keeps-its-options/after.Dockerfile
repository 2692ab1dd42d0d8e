FROM alpine:3.24
RUN apk add --no-cache tar
RUN tar --strip-components=1 -xf /x.tar
CMD ["true"]
