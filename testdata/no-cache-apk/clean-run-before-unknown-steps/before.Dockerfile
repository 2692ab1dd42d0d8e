FROM alpine:3.24
RUN apk update && apk add build-base && rm -rf /var/cache/apk/*
RUN ./configure && make install
