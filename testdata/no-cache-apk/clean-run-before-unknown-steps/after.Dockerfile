FROM alpine:3.24
RUN apk add --no-cache build-base
RUN ./configure && make install
