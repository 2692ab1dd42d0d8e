FROM node:22-alpine
RUN apk add --no-cache git \
 && apk add --no-cache openssh && apk add --no-cache jq
RUN apk add --no-cache \
    tini
RUN apk -q add --no-cache --virtual x make
