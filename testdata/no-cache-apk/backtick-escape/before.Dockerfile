# escape=`
FROM alpine:3.24
RUN apk add `
    curl `
    jq
