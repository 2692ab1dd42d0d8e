FROM alpine:3.24
RUN apk add --no-cache wget bc findutils
RUN mkdir /d && find /d -printf x
