FROM alpine:3.24
RUN apk add --no-cache curl; true
RUN set -e; apk add --no-cache jq && true; mkdir /x
RUN set -e; mkdir /a && mkdir /b; true
RUN true; apk add --no-cache tree; true; echo $?
CMD ["curl", "--version"]
