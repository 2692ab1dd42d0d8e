FROM node:22-alpine
RUN apk --update add git \
 && apk add -U openssh && apk add --update-cache jq
RUN apk add \
    --update \
    tini
RUN apk -q -U add --virtual x make
