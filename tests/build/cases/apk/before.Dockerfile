FROM alpine:3.20
RUN apk update && apk add --virtual .tools curl jq && rm -rf /var/cache/apk/*
RUN apk add -U git
RUN apk upgrade
CMD ["curl"]
