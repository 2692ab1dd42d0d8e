FROM alpine:3.20
RUN apk add --no-cache curl && mkdir /x
RUN apk add --no-cache jq && mkdir /y
